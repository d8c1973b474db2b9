"""Execute ranges of instructions over an arena, behind one small interface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from engine.library.rule import Call
from engine.program.program import Program
from engine.runtime.arena import Arena


class Backend(Protocol):
    """Whoever executes a program. One backend serves step, run and replay of a session."""

    name: str

    def run(self, start: int, stop: int) -> None:
        """Execute instructions start ... stop-1 in order."""
        ...


class NumpyBackend:
    """NumPy calls bound once to the arena's views.

    A whole training step runs as one generated straight-line function over exactly these calls,
    so step mode and run mode give the same bits.
    """

    name = "numpy"

    def __init__(self, program: Program, arena: Arena) -> None:
        views = arena.views
        self._calls: list[tuple[Call, ...]] = [
            tuple(instr.rule.bind(views[instr.out], *(views[i] for i in instr.ins), **instr.settings)) for instr in program.code
        ]
        self._whole: Callable[[], None] | None = None

    def run(self, start: int, stop: int) -> None:
        """Execute instructions start ... stop-1 in order."""
        if start == 0 and stop == len(self._calls):
            if self._whole is None:
                self._whole = straight_line([call for calls in self._calls for call in calls])
            self._whole()
            return
        for calls in self._calls[start:stop]:
            for function, arguments in calls:
                function(*arguments)


def straight_line(calls: list[Call]) -> Callable[[], None]:
    """One function that makes all calls in order, its operands being local names.

    The source consists of names made here, never of text from outside.
    """
    constants: dict[int, str] = {}
    values: dict[str, object] = {}

    def name(value: object) -> str:
        if id(value) not in constants:
            constants[id(value)] = f"v{len(constants)}"
            values[constants[id(value)]] = value
        return constants[id(value)]

    lines = [f"  {name(function)}({', '.join(name(argument) for argument in arguments)})" for function, arguments in calls]
    head = ", ".join(f"{local}={local}" for local in values)
    namespace = dict(values)
    exec(f"def step({head}):\n" + ("\n".join(lines) or "  pass"), namespace)  # noqa: S102
    result = namespace["step"]
    assert callable(result)
    return result
