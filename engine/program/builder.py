"""Append instructions one by one; scopes follow from the paths given with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np

from engine.library.rule import Array, Op, Rule, Shape
from engine.model.problem import ExperimentError, Problem, refuse, text
from engine.program.program import (
    CONSTANT,
    FORWARD,
    PARAMETER,
    VALUE,
    Instr,
    Path,
    Program,
    Scope,
    Slot,
)


class Builder:
    """Builds a Program. Slots are handed around as integers.

    >>> b = Builder()
    >>> x, y, z = b.parameter("x", -2.0), b.parameter("y", 5.0), b.parameter("z", -4.0)
    >>> f = b.apply(MUL, b.apply(ADD, x, y, name="q"), z, name="f")
    """

    def __init__(self) -> None:
        self.slots: list[Slot] = []
        self.code: list[Instr] = []
        self.names: dict[str, int] = {}
        self.initial: dict[int, Array] = {}
        self.ops: dict[int, Op] = {}
        self.path: Path = (("phase", FORWARD),)

    def slot(self, name: str, shape: Shape, kind: str, node: str = "", time: int = 0, of: int = -1) -> int:
        """A new slot; its name must be new."""
        if name in self.names:
            raise _taken(name)
        index = len(self.slots)
        self.slots.append(Slot(index, name, shape, kind, node, time, of))
        self.names[name] = index
        return index

    def relabel(self, index: int, name: str, kind: str) -> int:
        """Give a slot another name and kind."""
        del self.names[self.slots[index].name]
        if name in self.names:
            raise _taken(name)
        self.slots[index] = replace(self.slots[index], name=name, kind=kind)
        self.names[name] = index
        return index

    def given(self, name: str, value: Any, kind: str, node: str = "", time: int = 0, of: int = -1) -> int:
        """A slot whose value exists before the first instruction. An array of numbers is kept as it is, not copied."""
        array = value if isinstance(value, np.ndarray) and value.dtype == float else numbers(value, name)
        index = self.slot(name, array.shape, kind, node, time, of)
        self.initial[index] = array
        return index

    def parameter(self, name: str, value: Any, node: str = "") -> int:
        """A trainable array with its starting value."""
        return self.given(name, value, PARAMETER, node)

    def constant(self, name: str, value: Any) -> int:
        """An array that never changes and needs no gradient."""
        return self.given(name, value, CONSTANT)

    @contextmanager
    def at(self, *steps: tuple[str, Any]) -> Iterator[None]:
        """Put what follows into the scope path given."""
        before, self.path = self.path, steps
        try:
            yield
        finally:
            self.path = before

    def emit(
        self, rule: Rule, ins: tuple[int, ...], shape: Shape, name: str, kind: str = VALUE,
        node: str = "", time: int = 0, of: int = -1, **settings: Any,
    ) -> int:  # fmt: skip
        """Append one instruction; returns the slot of its result."""
        out = self.slot(name, shape, kind, node, time, of)
        self.code.append(Instr(rule, ins, out, settings, self.path))
        return out

    def apply(self, op: Op, *ins: int, name: str = "", kind: str = VALUE, node: str = "", time: int = 0, **settings: Any) -> int:
        """Append the forward rule of an op; `name` defaults to a numbered one. ExperimentError where the shapes do not fit it."""
        if not isinstance(op, Op):
            raise refuse(
                name or "apply",
                text("the first argument must be an operation such as {example}, not {op!r}."),
                example="MUL",
                op=op,
            )
        for operand in ins:
            if isinstance(operand, bool) or not isinstance(operand, int) or not 0 <= operand < len(self.slots):
                message = text("{value!r} is not a value of this builder: operands are what its methods return.")
                raise refuse(name or op.name, message, value=operand)
        shapes = tuple(self.slots[i].shape for i in ins)
        if set(settings) != set(op.example):
            message = text("the settings of {op} are: {wanted}; given: {given}.")
            raise refuse(
                name or op.name, message, op=op.name, wanted=", ".join(op.example) or "-", given=", ".join(settings) or "-"
            )
        try:
            shape = op.shape(*shapes, **settings) if len(ins) == len(op.inputs) else None
        except (ValueError, IndexError, TypeError):
            shape = None
        if shape is None:
            raise _unfit(op, name, [self.slots[i] for i in ins])
        by_input = dict(zip(op.inputs, ins, strict=True))
        operands = tuple(by_input[need] for need in op.forward.needs)
        out = self.emit(op.forward, operands, shape, name or f"v{len(self.slots)}", kind, node, time, **settings)
        self.ops[len(self.code) - 1] = op
        return out

    def finish(self, **rest: Any) -> Program:
        """The verified program."""
        program = Program(
            slots=tuple(self.slots), code=tuple(self.code), scopes=_scopes(self.code), names=dict(self.names),
            initial=dict(self.initial), **rest,
        )  # fmt: skip
        program.verify(self.ops)
        return program


def _scopes(code: list[Instr]) -> tuple[Scope, ...]:
    """Group neighbouring instructions with equal paths, level by level."""
    scopes: list[Scope] = []
    open_path: Path = ()
    open_scopes: list[int] = []
    for pc, instr in enumerate([*code, None]):
        path = instr.path if instr else ()
        shared = 0
        while shared < min(len(path), len(open_path)) and path[shared] == open_path[shared]:
            shared += 1
        for index in open_scopes[shared:]:
            scopes[index] = replace(scopes[index], stop=pc)
        del open_scopes[shared:]
        for kind, name in path[shared:]:
            parent = open_scopes[-1] if open_scopes else -1
            scopes.append(Scope(len(scopes), kind, name, pc, pc, parent))
            open_scopes.append(len(scopes) - 1)
        open_path = path
    return tuple(scopes)


def numbers(value: Any, name: str) -> Array:
    """An array of numbers; ExperimentError if it is none."""
    try:
        found: Array | None = None if value is None else np.array(value, float)
    except (ValueError, TypeError, OverflowError):
        found = None
    if found is None:
        raise refuse(name, text("must be numbers in rows of equal length."))
    return found


def _unfit(op: Op, name: str, given: list[Slot]) -> ExperimentError:
    """What no kernel may see: they trust the shapes."""
    operands = ", ".join(f"{slot.name} {slot.shape}" for slot in given)
    message = text("the operation {op} ({inputs}) cannot be applied to {operands}: the shapes are incompatible.")
    hint = text("Use operands with compatible shapes; nothing is broadcast.")
    return ExperimentError(
        [Problem(name or op.name, message, hint, {"op": op.name, "inputs": ", ".join(op.inputs), "operands": operands})]
    )


def _taken(name: str) -> ExperimentError:
    """What a name of the user's clashes with is one of the program's own, such as `loss` or `step`."""
    message = text("the name {name!r} is used by the training step itself.")
    return ExperimentError([Problem(f"network.nodes.{name}", message, text("Give the layer another name."), {"name": name})])
