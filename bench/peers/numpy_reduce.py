"""Times NumPy's sum and dot of float32 vectors: the peer of the CPU engine. Prints JSON, seconds per call.

Usage: numpy_reduce.py N SAMPLES
"""

import json
import statistics
import sys
import time

import numpy as np

n, samples = int(sys.argv[1]), int(sys.argv[2])
rng = np.random.default_rng(1)
x = rng.random(n, dtype=np.float32)
y = rng.random(n, dtype=np.float32)


def median_seconds(call):
    call()
    times = []
    for _ in range(samples):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


print(json.dumps({"numpy": np.__version__, "sum": median_seconds(lambda: np.sum(x)), "dot": median_seconds(lambda: np.dot(x, y))}))
