"""Which backend executes a program here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.library.rule import Array, Call
from engine.program.program import Program
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.executor import Executor, NumpyBackend
from engine.runtime.native.library import library
from engine.runtime.native.tape import NativeBackend


def chosen() -> type[Executor]:
    """The compiled backend where it was built, else NumPy."""
    return NumpyBackend if library() is None else NativeBackend


def kind_for(arena: Arena) -> type[Executor]:
    """The kind of backend that executes over an arena; complex numbers are NumPy's alone."""
    return chosen() if arena.buffer.dtype == np.float64 else NumpyBackend


def backend_for(
    program: Program, arena: Arena, before: Sequence[Call] = (), after: Sequence[Call] = (), taint: Array | None = None
) -> Executor:
    """A backend over an arena."""
    return kind_for(arena)(program, arena, before, after, taint)
