"""The kernels for other machines: Zig's C compiler, from the package index, makes them for every system from here.

A target is a kind of machine for which there is a wheel. Each of its levels of instructions is a library of its own, with
the record by which it is checked before it is loaded.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.runtime.native import levels, library  # noqa: E402


@dataclass(frozen=True)
class Target:
    """What Zig and pip call a kind of machine, and what its libraries end in."""

    zig: str
    tag: str
    suffix: str
    x86: bool = True

    def levels(self) -> tuple[levels.Level, ...]:
        """Those of its processors, the best one first."""
        return (*(levels.X86 if self.x86 else ()), levels.BASELINE)


TARGETS = {
    "linux-x86_64": Target("x86_64-linux-gnu.2.17", "manylinux_2_17_x86_64.manylinux2014_x86_64", ".so"),
    "linux-aarch64": Target("aarch64-linux-gnu.2.17", "manylinux_2_17_aarch64.manylinux2014_aarch64", ".so", x86=False),
    "windows-x86_64": Target("x86_64-windows-gnu", "win_amd64", ".dll"),
    "macos-x86_64": Target("x86_64-macos.11.0", "macosx_11_0_x86_64", ".dylib"),
    "macos-arm64": Target("aarch64-macos.11.0", "macosx_11_0_arm64", ".dylib", x86=False),
}


def zig_cc(zig: str, level: levels.Level, options: Sequence[str], source: Path, file: Path) -> None:
    """Compile one C file for a target, under Zig's name, and a level of its processors; SystemExit with the compiler's message."""
    command = [sys.executable, "-m", "ziglang", "cc", "-target", zig, f"-mcpu={level.zig}", "-s", "-w"]
    if "windows" in zig:
        options = [option for option in options if option not in ("-fPIC", "-lm")]
    # The linker for Windows leaves files of its own beside the one that is asked for.
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        made = Path(folder) / file.name
        done = subprocess.run([*command, "-o", str(made), str(source), *options], capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{zig}, {level.name}: {done.stderr.strip()}")
        made.replace(file)


def cross_compile(target: Target, folder: Path) -> list[Path]:
    """Make the libraries of a target, and their records; the names of all files made."""
    made = []
    for level in target.levels():
        file = folder / f"kernels-{level.name}{target.suffix}"
        zig_cc(target.zig, level, (*library.OPTIONS, "-lm"), library.SOURCE, file)
        record = library.record(file)
        record.write_text(library.described(file.read_bytes()), "ascii")
        made += [file, record]
    return made
