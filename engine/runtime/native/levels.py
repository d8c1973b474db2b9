"""The instruction sets that the kernels are compiled for; the same source and the same bits wherever sums are fused."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from typing import Any

import numpy as np

SWITCH = "BACKPROP_SIMD"  # names a level that is to be used instead of the best one here
BASELINES = {"x86_64": "SSE2", "amd64": "SSE2", "aarch64": "NEON", "arm64": "NEON"}


@dataclass(frozen=True)
class Level:
    """A set of instructions: what a compiler and Zig call it, and sets of names by which NumPy tells that it is there."""

    name: str
    title: str
    options: tuple[str, ...] = ()
    zig: str = "baseline"
    told_by: tuple[frozenset[str], ...] = (frozenset(),)


BASELINE = Level("baseline", BASELINES.get(platform.machine().lower(), "baseline"))
X86 = (
    Level(
        "avx512", "AVX-512", ("-march=x86-64-v4", "-mprefer-vector-width=512"), "x86_64_v4",
        (frozenset({"X86_V4"}), frozenset({"AVX512_SKX"})),
    ),
    Level("avx2", "AVX2", ("-mavx2", "-mfma"), "x86_64+avx2+fma", (frozenset({"X86_V3"}), frozenset({"AVX2", "FMA3"}))),
)  # fmt: skip


def levels() -> tuple[Level, ...]:
    """Those that this processor has, the best one first."""
    config: Any = np.show_config(mode="dicts")
    found = set(config.get("SIMD Extensions", {}).get("found", []))
    return (*(level for level in X86 if any(names <= found for names in level.told_by)), BASELINE)


def chosen() -> Level:
    """The level that the environment asks for, or the best one. OSError if the processor does not have it."""
    asked, here = os.environ.get(SWITCH, ""), levels()
    for level in here:
        if asked in ("", level.name):
            return level
    raise OSError(f"{SWITCH}={asked}: this processor has {', '.join(level.name for level in here)}")
