"""CuPy's and PyTorch's reductions: peers of the CUDA engine.

Started with `cupy` or `torch`. Reads lines `KERNEL N MODE` and answers each with a line of JSON: the seconds of one launch,
once for each repetition, or null for what the library has no counterpart of. The one MODE is `stream`: launches back to back.
"""

import importlib
import json
import sys

REPETITIONS = 5
BATCH_SECONDS = 0.01


def cupy_reductions():
    import cupy as cp

    def uniform(dtype, count):
        def make(n):
            return [cp.random.random(n, dtype=cp.float32).astype(dtype) for _ in range(count)]

        return make

    def integers(dtype, count):
        def make(n):
            return [cp.random.randint(-100, 101, n, dtype=dtype) for _ in range(count)]

        return make

    def kernel(name, types, out, map_expr, reduce_expr="a + b", post="y0 = a", identity="0", accumulator=None):
        inputs = ", ".join(f"{dtype} {arg}" for arg, dtype in zip("xyzw", types))
        reduction = cp.ReductionKernel(
            inputs, f"{out} y0", map_expr, reduce_expr, post, identity, name, reduce_type=accumulator
        )
        # The last argument is where the result goes, so that no launch allocates.
        result = cp.empty((), dtype=out)
        return lambda *arrays: reduction(*arrays, result)

    dot = "x * y"
    return {
        "sum_float32": (uniform("float32", 1), kernel("s4", ["float32"], "float32", "x")),
        "sum_float64": (uniform("float64", 1), kernel("s8", ["float64"], "float64", "x")),
        "sum_int32": (integers("int32", 1), kernel("i4", ["int32"], "int32", "x")),
        "dot_float32": (uniform("float32", 2), kernel("d4", ["float32"] * 2, "float32", dot)),
        "dot_float64": (uniform("float64", 2), kernel("d8", ["float64"] * 2, "float64", dot)),
        "dot_int32": (integers("int32", 2), kernel("di", ["int32"] * 2, "int32", dot)),
        "sum_int8": (integers("int8", 1), kernel("i1", ["int8"], "int32", "x")),
        "sum_float16": (uniform("float16", 1), kernel("s2", ["float16"], "float32", "x", accumulator="float")),
        "max_float32": (
            uniform("float32", 1),
            kernel("m4", ["float32"], "float32", "x", "fmaxf(a, b)", identity="-1e38f"),
        ),
        "norm": (uniform("float32", 1), kernel("n4", ["float32"], "float32", "x * x", post="y0 = sqrtf(a)")),
        "weighted": (uniform("float32", 4), kernel("w4", ["float32"] * 4, "float32", "w * (x + y * z)")),
    }


def torch_reductions():
    import torch

    def uniform(dtype, count):
        return lambda n: [torch.rand(n, device="cuda").to(getattr(torch, dtype)) for _ in range(count)]

    def integers(dtype):
        return lambda n: [torch.randint(-100, 101, (n,), device="cuda", dtype=getattr(torch, dtype))]

    def total(dtype):
        return lambda x: torch.sum(x, dtype=getattr(torch, dtype))

    return {
        "sum_float32": (uniform("float32", 1), total("float32")),
        "sum_float64": (uniform("float64", 1), total("float64")),
        "sum_int32": (integers("int32"), total("int32")),
        "dot_float32": (uniform("float32", 2), torch.dot),
        "dot_float64": (uniform("float64", 2), torch.dot),
        "sum_int8": (integers("int8"), total("int32")),
        "sum_float16": (uniform("float16", 1), total("float32")),
        "sum_bfloat16": (uniform("bfloat16", 1), total("float32")),
        "max_float32": (uniform("float32", 1), torch.amax),
        "min_max": (uniform("float32", 1), torch.aminmax),
        "norm": (uniform("float32", 1), torch.linalg.vector_norm),
        "argmax": (uniform("float32", 1), torch.argmax),
    }


class CupyClock:
    def __init__(self, cupy):
        self.cuda = cupy.cuda

    def seconds(self, work):
        begin, end = self.cuda.Event(), self.cuda.Event()
        begin.record()
        work()
        end.record()
        end.synchronize()
        return self.cuda.get_elapsed_time(begin, end) * 1e-3

    def forget(self):
        self.cuda.runtime.deviceSynchronize()
        sys.modules["cupy"].get_default_memory_pool().free_all_blocks()


class TorchClock:
    def __init__(self, torch):
        self.cuda = torch.cuda

    def seconds(self, work):
        begin, end = (self.cuda.Event(enable_timing=True) for _ in range(2))
        begin.record()
        work()
        end.record()
        end.synchronize()
        return begin.elapsed_time(end) * 1e-3

    def forget(self):
        self.cuda.synchronize()
        self.cuda.empty_cache()


def back_to_back(clock, launch):
    def launches(count):
        for _ in range(count):
            launch()

    launches(3)
    estimate = clock.seconds(lambda: launches(4)) / 4
    count = max(4, min(1000, int(BATCH_SECONDS / estimate)))
    return [clock.seconds(lambda: launches(count)) / count for _ in range(REPETITIONS)]


def main():
    name = sys.argv[1]
    try:
        library = importlib.import_module(name)
    except ImportError:
        print("absent", flush=True)
        return
    print(library.__version__, flush=True)
    clock = CupyClock(library) if name == "cupy" else TorchClock(library)
    reductions = cupy_reductions() if name == "cupy" else torch_reductions()
    for line in sys.stdin:
        kernel, n, _mode = line.split()
        if kernel not in reductions:
            print("null", flush=True)
            continue
        make, reduce = reductions[kernel]
        arrays = make(int(n))
        print(json.dumps(back_to_back(clock, lambda: reduce(*arrays))), flush=True)
        del arrays
        clock.forget()


main()
