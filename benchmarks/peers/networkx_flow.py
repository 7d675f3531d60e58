"""networkx's minimum-cost flow on all arcs. Prints seconds and pairs as JSON."""

import json
import sys
import time

import networkx

with open(sys.argv[1], encoding="utf-8") as file:
    POINTS = json.load(file)

begin = time.process_time()
graph = networkx.DiGraph()
for row, points in enumerate(POINTS):
    graph.add_edge("source", f"e{row}", capacity=1, weight=0)
    for col, worth in enumerate(points):
        if worth is not None:
            graph.add_edge(f"e{row}", f"m{col}", capacity=1, weight=-worth)
for col in range(len(POINTS[0])):
    graph.add_edge(f"m{col}", "sink", capacity=3, weight=0)
flow = networkx.max_flow_min_cost(graph, "source", "sink")
mate = [-1] * len(POINTS)
for row in range(len(POINTS)):
    for node, used in flow[f"e{row}"].items():
        if used:
            mate[row] = int(node[1:])
print(json.dumps({"seconds": time.process_time() - begin, "mate": mate}))
