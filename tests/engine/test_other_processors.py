"""The kernels on processors that are not here: a saved table of operations gives the same bits where an emulator runs it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.library.normal import normal_cdf
from engine.runtime.execute.calls import updates
from engine.runtime.native import levels, library
from engine.runtime.native.rows import LANES, ROW, row
from engine.runtime.native.tape import NativeTape

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from kernels import zig_cc  # noqa: E402

HARNESS = Path(__file__).with_name("saved_table.c")
BARE = Path(__file__).with_name("bare")
SIZES = (1, 2, 3, 4, 7, 8, 9, 16, 17, 33)


class Memory:
    """One block in which all arrays lie."""

    def __init__(self) -> None:
        self.block, self.used = np.zeros(1 << 20), 0
        self.draw = np.random.default_rng(7).normal

    def empty(self, *shape):
        size = int(np.prod(shape, dtype=int))
        found = self.block[self.used : self.used + size].reshape(shape)
        self.used += size
        return found

    def drawn(self, *shape):
        found = self.empty(*shape)
        found[...] = self.draw(size=shape)
        return found


def calls(memory):
    """Products, sums and functions of many sizes; none that the system's mathematical library computes."""
    for m in SIZES:
        for n in SIZES:
            for k in (1, 5, 19, 140):
                a, b = memory.drawn(m, k), memory.drawn(k, n)
                yield a.dot, (b, memory.empty(m, n))
                yield a.dot, (memory.drawn(n, k).T, memory.empty(m, n))
    for n in (*SIZES, 140, 1001):
        a, b = memory.drawn(2, n), memory.drawn(2, n)
        yield np.add.reduce, (a, 1, None, memory.empty(2))
        yield np.vecdot, (a, b, memory.empty(2))
        yield updates, (a, b, np.empty((2, n)), memory.empty(2, 2))
        for function in (np.exp, np.tanh, normal_cdf, np.absolute, np.reciprocal):
            x = memory.drawn(n)
            x *= 10.0 ** np.arange(n).clip(0, 2)
            yield function, (x, memory.empty(n))
        for function in (np.add, np.multiply, np.divide, np.maximum):
            yield function, (a, b, memory.empty(2, n))


def saved(memory, made):
    """What the harness reads."""
    table = np.array([values for call in made if (found := row(call)) for values in found[:1]], ROW)
    table["p"] -= memory.block.ctypes.data
    sizes = np.array([len(table), memory.block.nbytes, 2 * LANES * int(table["k"].max())])
    return sizes.tobytes() + table.tobytes() + memory.block.tobytes()


def emulator(*names):
    """The program that runs another system's programs here; with CI set its absence is a fault."""
    found = next(filter(None, (shutil.which(name, path=f"{os.environ['PATH']}:/usr/lib/wine") for name in names)), None)
    if not found and not os.environ.get("CI"):
        pytest.skip(f"needs {names[0]}")
    return found


@pytest.mark.long
@pytest.mark.skipif(library.library() is None, reason="the kernels were not compiled")
@pytest.mark.skipif(levels.chosen() is levels.BASELINE and levels.BASELINE.title == "SSE2", reason="this processor fuses no sums")
@pytest.mark.parametrize(
    ("zig", "level", "runs"),
    [
        ("aarch64-linux-none", levels.BASELINE, ("qemu-aarch64",)),
        ("x86_64-windows-gnu", levels.X86[-1], ("wine64", "wine64-stable")),
    ],
)
def test_a_table_has_the_same_bits_elsewhere(tmp_path, zig, level, runs):
    if not os.environ.get("CI"):
        pytest.importorskip("ziglang", reason="needs ziglang (pip install ziglang), which compiles for other machines")
    using = emulator(*runs)
    memory = Memory()
    made = list(calls(memory))
    asked, program = saved(memory, made), tmp_path / "program.exe"
    options = [option for option in library.OPTIONS if option not in ("-shared", "-fPIC")]
    asks = ["-lkernel32"] if "windows" in zig else ["-static"]
    zig_cc(zig, level, (*options, "-nostdlib", f"-I{BARE}", *asks), HARNESS, program)
    home = {**os.environ, "WINEPREFIX": str(tmp_path / "wine"), "WINEDEBUG": "-all"}
    there = np.frombuffer(subprocess.run([using, program], input=asked, capture_output=True, check=True, env=home).stdout)
    tape = NativeTape(made)
    assert not tape.foreign
    tape.run(0, len(made))
    different = np.flatnonzero(there.view(np.int64) != memory.block.view(np.int64))
    assert different.size == 0, (different[:5], there[different[:5]], memory.block[different[:5]])
