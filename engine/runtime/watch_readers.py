"""What an expression can read: named values, their gradients, how a parameter was before, where the clock stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from engine.library.rule import Array
from engine.model.problem import text
from engine.program.program import BUFFER, PARAMETER, PHASES, Program
from engine.runtime.execute.arena import Arena


class Values(Protocol):
    """What an expression is evaluated over: a debugger."""

    @property
    def program(self) -> Program:
        """What runs."""
        ...

    @property
    def arena(self) -> Arena:
        """The values of all slots as they stand."""
        ...

    def value(self, name: str) -> Array | None:
        """The value of that name, or None if it is not computed yet."""
        ...

    def read(self, slot: int) -> Array | None:
        """The value of a slot, or None if it is not computed yet."""
        ...

    def computed(self, slot: int) -> bool:
        """Whether a slot holds a value of the current step."""
        ...

    def initial(self, name: str) -> Array:
        """A parameter when the run began."""
        ...

    @property
    def place(self) -> tuple[int, int]:
        """Training step and instructions executed in it."""
        ...

    @property
    def epoch(self) -> int:
        """Passes over the data."""
        ...


class Telling(Values, Protocol):
    """What an expression of a lesson is evaluated over: it also answers the questions of TOLD."""

    def told(self, question: str, subject: str) -> float:
        """The number asked for; `Unknown` says why there is none."""
        ...


class NotComputed(Exception):
    """A value of the expression has not been computed in this training step yet."""


class Unknown(Exception):
    """A name that means nothing here; `message` is a template to be formatted with `args_of`."""

    def __init__(self, message: str, **args_of: Any) -> None:
        super().__init__(message)
        self.message, self.args_of = message, args_of


def _slot(values: Values, name: str) -> int:
    slot = values.program.names.get(name.replace("→", "->").replace("⇢", "~>"))
    if slot is None:
        raise Unknown(text("there is no value named {name}."), name=repr(name))
    return slot


def _known(value: Array | None) -> Array:
    if value is None:
        raise NotComputed
    return value


def _value(values: Values, name: str) -> Array:
    return _known(values.read(_slot(values, name)))


def _fresh_slot(values: Values, name: str) -> int:
    found = values.program.gradient_of.get(_slot(values, name))
    if found is None:
        raise Unknown(text("no gradient reaches {name}."), name=repr(name))
    return found


def _grad(values: Values, name: str) -> Array:
    fresh = _fresh_slot(values, name)
    return _known(values.read(values.program.used_gradient.get(_slot(values, name), fresh)))


def _fresh(values: Values, name: str) -> Array:
    return _known(values.read(_fresh_slot(values, name)))


def _update(values: Values, name: str) -> Array:
    slot = _slot(values, name)
    renewed = values.program.renewed.get(slot)
    if renewed is None:
        raise Unknown(text("{name} is not a parameter, so it has no update."), name=repr(name))
    return np.asarray(_known(values.read(renewed)) - values.arena.views[slot])


def _parameter(values: Values, name: str) -> int:
    slot = _slot(values, name)
    if values.program.slots[slot].kind not in (PARAMETER, BUFFER):
        raise Unknown(text("{name} is not a parameter."), name=repr(name))
    return slot


def _before(values: Values, name: str) -> Array:
    return values.arena.views[_parameter(values, name)]


def _initial(values: Values, name: str) -> Array:
    return values.initial(values.program.slots[_parameter(values, name)].name)


def _computed(values: Values, name: str) -> float:
    return float(values.computed(_slot(values, name)))


def _at(values: Values, phase: str) -> float:
    if phase not in PHASES:
        raise Unknown(text("there is no phase named {name}; the phases are {known}."), name=repr(phase), known=", ".join(PHASES))
    scope = values.program.phases.get(phase)
    return float(scope is not None and values.place[1] >= scope.stop)


def _share(values: Values, name: str, time: int) -> Array:
    slot = _slot(values, name)
    _fresh_slot(values, name)
    program = values.program
    parts = [part for part in program.parts_of.get(slot, ()) if program.time_of(program.writer[part]) == time]
    if not parts:
        raise Unknown(text("time step {time} adds nothing to the gradient of {name}."), time=time, name=repr(name))
    return np.asarray(sum(_known(values.read(part)) for part in parts))


def _loss(values: Values) -> Array:
    return _known(values.read(values.program.loss) if values.program.loss >= 0 else None)


READERS: dict[str, Callable[[Any, str], Any]] = {
    "value": _value, "grad": _grad, "fresh": _fresh, "update": _update, "before": _before, "initial": _initial,
    "computed": _computed, "at": _at,
}  # fmt: skip
SLOT_NAMES = {"value": "{}", "grad": "∂L/∂{}", "fresh": "∂L/∂{}", "share": "∂L/∂{}", "update": "{} new"}  # in the program
OF_TIME: dict[str, Callable[[Any, str, int], Any]] = {"share": _share}
WORDS: dict[str, Callable[[Any], Any]] = {
    "loss": _loss, "step": lambda values: float(values.place[0] + 1), "epoch": lambda values: float(values.epoch + 1),
}  # fmt: skip
TOLD = ("setting", "count", "did")
