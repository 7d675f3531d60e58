"""`matching`'s hospital-resident game: stable, by each side's points. Prints seconds and pairs as JSON."""

import json
import sys
import time

from matching.games import HospitalResident

with open(sys.argv[1], encoding="utf-8") as file:
    POINTS = json.load(file)

begin = time.process_time()
mentors = range(len(POINTS[0]))
mine = {
    row: sorted((col for col in mentors if points[col] is not None), key=lambda col: -points[col])
    for row, points in enumerate(POINTS)
}
theirs = {
    col: sorted((row for row in mine if POINTS[row][col] is not None), key=lambda row: -POINTS[row][col])
    for col in mentors
}
game = HospitalResident.create_from_dictionaries(
    {f"e{row}": [f"m{col}" for col in cols] for row, cols in mine.items() if cols},
    {f"m{col}": [f"e{row}" for row in rows] for col, rows in theirs.items() if rows},
    {f"m{col}": 3 for col, rows in theirs.items() if rows},
)
solved = game.solve()
mate = [-1] * len(POINTS)
for mentor, mentees in solved.items():
    for mentee in mentees:
        mate[int(mentee.name[1:])] = int(mentor.name[1:])
print(json.dumps({"seconds": time.process_time() - begin, "mate": mate}))
