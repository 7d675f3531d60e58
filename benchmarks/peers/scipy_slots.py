"""scipy's linear_sum_assignment with each mentor three times. Prints seconds and pairs as JSON."""

import json
import sys
import time

import numpy as np
from scipy.optimize import linear_sum_assignment

begin = time.process_time()
numbers = np.load(sys.argv[1])
points = (numbers["left"] @ numbers["right"].T).astype(np.float64)
points[numbers["row"], numbers["col"]] += numbers["extra"]
points[~numbers["open"][numbers["profile"]]] = -1e7
points[numbers["refused_row"], numbers["refused_col"]] = -1e7
row, slot = linear_sum_assignment(np.repeat(points, 3, axis=1), maximize=True)
col = slot // 3
mate = np.full(len(points), -1)
mate[row] = np.where(points[row, col] > -1e6, col, -1)
print(json.dumps({"seconds": time.process_time() - begin, "mate": mate.tolist()}))
