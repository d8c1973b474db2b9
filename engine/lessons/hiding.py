"""What has to be hidden, so that a value stays a question: the value, and everything that this step computes from it."""

from __future__ import annotations

from collections.abc import Iterable

from engine.program.program import Program


def hidden(program: Program, names: Iterable[str]) -> frozenset[int]:
    """The slots of these values and of all that follows from them; names that the program does not have hide nothing."""
    found: set[int] = set()
    for name in names:
        found.update(program.in_time.get(name, ()))
        if name in program.names:
            found.add(program.names[name])
    if found:
        for instr in program.code:
            if not found.isdisjoint(instr.ins):
                found.add(instr.out)
    return frozenset(found)
