"""The update: regularisation, clipping and the optimizer's rules, parameter by parameter."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.library.clipping import CLAMP, COEFFICIENT, ROOT, SHORTEN, SQUARED_NORM
from engine.library.ops import ADD
from engine.library.optimizers import OPTIMIZERS
from engine.library.rule import Array, Call, Rule, Shape, per_element, scalar, scratch
from engine.library.schedules import SCHEDULES
from engine.library.update_rules import ASCEND, LOOK_AHEAD_POINT
from engine.model.problem import text
from engine.model.setting import Value, complete
from engine.program.autodiff import Gradients
from engine.program.context import Lowering, nothing
from engine.program.program import FORWARD, MOMENT, PARAMETER, PARAMETER_GRADIENT, SCALAR, STATE, UPDATE, UPDATED


def _sparsify(out: Array, g: Array, p: Array, l1: float) -> list[Call]:
    work = scratch(out)
    return [(np.sign, (p, work)), (np.multiply, (work, scalar(l1, out), work)), (np.add, (g, work, out))]


WRONG_SIGN = Rule(
    "wrong_sign",
    text("wrong sign (a deliberate mistake)"),
    ("g",),
    lambda out, g: [(np.negative, (g, out))],
    "−{g}",
    per_element(1),
    elementwise=True,
)
ACCUMULATE = Rule(
    "accumulate",
    text("accumulate (no zero_grad)"),
    ("old", "g"),
    lambda out, old, g: [(np.add, (old, g, out))],
    "{old} + {g}",
    per_element(1),
    elementwise=True,
)
SPARSIFY = Rule("add_l1", text("add L1"), ("g", "p"), _sparsify, "{g} + {l1} · sign({p})", per_element(3), elementwise=True)


def look_ahead(low: Lowering, trained: list[str]) -> None:
    """For an optimizer that looks ahead: the forward pass reads parameter + momentum * velocity."""
    row = OPTIMIZERS[low.experiment.optimizer.name]
    if not row.looks_ahead or low.predicting:
        return
    for name in trained:
        slot = low.builder.slots[low.weights[name]]
        with low.builder.at(("phase", FORWARD), ("node", "look ahead")):
            velocity = low.builder.given(f"{name} old velocity", nothing(slot.shape), STATE, slot.node, of=slot.index)
            low.weights[name] = low.builder.apply(LOOK_AHEAD_POINT, slot.index, velocity, name=f"{name} ahead", node=slot.node,
                                                  momentum=low.checked.optimizer["momentum"])  # fmt: skip


def update(low: Lowering, trained: list[int], gradients: Gradients) -> tuple[dict[int, int], int]:
    """Append the update; returns the gradient used for each parameter, and the slot of the step number."""
    row, settings, training = OPTIMIZERS[low.experiment.optimizer.name], low.checked.optimizer, low.training
    lr = low.builder.given("learning rate", settings["learning_rate"], SCALAR)
    step = low.builder.given("step", 1.0, SCALAR)
    lr = _scheduled(low, lr, step)
    shared: dict[str, int] = {}
    updating = {p: _Parameter(low, p, shared) for p in trained if p in gradients.of}
    used = {parameter: gradients.of[parameter] for parameter in updating}
    if not training.zero_grad:
        for parameter in used:
            with low.builder.at(*_path(low, parameter)):
                used[parameter] = updating[parameter].accumulate(used[parameter])
    ready = {p: _sparse(low, updating[p], p, g) for p, g in used.items()} if training.l1 else used
    ready = _clip(low, ready)
    for parameter, at in updating.items():
        with low.builder.at(*_path(low, parameter)):
            gradient = ready[parameter]
            if settings.get("maximize"):
                gradient = at.apply(ASCEND, gradient, name="gradient to climb")
            if training.wrong_sign:
                gradient = at.apply(WRONG_SIGN, gradient, name="negated gradient")
            at.keep(parameter, row.update(at, parameter, gradient, lr, step, settings))
    return used, step


def _path(low: Lowering, parameter: int) -> tuple[tuple[str, Any], ...]:
    return (("phase", UPDATE), ("node", low.builder.slots[parameter].name))


def _scheduled(low: Lowering, lr: int, step: int) -> int:
    """The learning rate of this step."""
    choice = low.training.schedule
    row = SCHEDULES[choice.name]
    if row.rule is None:
        return lr
    settings, _ = complete(row.settings, choice.settings, "")
    with low.builder.at(("phase", UPDATE), ("node", "learning rate")):
        return low.builder.emit(row.rule, (lr, step), (), "learning rate now", MOMENT, **settings)


def _sparse(low: Lowering, at: _Parameter, parameter: int, gradient: int) -> int:
    """The gradient of a weight matrix with L1 added; biases are left alone."""
    if len(low.builder.slots[parameter].shape) < 2:
        return gradient
    with low.builder.at(*_path(low, parameter)):
        return at.apply(SPARSIFY, gradient, at.point(), name="gradient with L1", l1=low.training.l1)


def _clip(low: Lowering, used: dict[int, int]) -> dict[int, int]:
    """The gradients after clipping; the same ones if nothing is clipped."""
    clip, builder = low.training.clip, low.builder
    if clip is None:
        return used
    with builder.at(("phase", UPDATE), ("node", "clip")):
        if "value" in clip:
            return {p: _clipped(low, CLAMP, p, (g,), limit=clip["value"]) for p, g in used.items()}
        squares = [builder.emit(SQUARED_NORM, (g,), (), f"‖{builder.slots[g].name}‖²", MOMENT) for g in used.values()]
        total = squares[0]
        for number, part in enumerate(squares[1:], 2):
            total = builder.emit(ADD.forward, (total, part), (), f"squared norm {number}", MOMENT)
        norm = builder.emit(ROOT, (total,), (), "gradient norm", MOMENT)
        factor = builder.emit(COEFFICIENT, (norm,), (), "clip factor", MOMENT, limit=clip["norm"])
        return {p: _clipped(low, SHORTEN, p, (g, factor)) for p, g in used.items()}


def _clipped(low: Lowering, rule: Rule, parameter: int, operands: tuple[int, ...], **settings: float) -> int:
    slot = low.builder.slots[parameter]
    return low.builder.emit(
        rule, operands, slot.shape, f"{slot.name} clipped gradient", MOMENT, slot.node, 0, parameter, **settings
    )


class _Parameter:
    """Lets an optimizer append the update of one parameter (see library.optimizers.Updating)."""

    def __init__(self, low: Lowering, parameter: int, shared: dict[str, int]) -> None:
        self._builder, self._slot = low.builder, low.builder.slots[parameter]
        self._point = low.weights[self._slot.name]
        self._shared, self._carried = shared, low.carried

    def apply(self, rule: Rule, *operands: int, name: str, **settings: Value) -> int:
        return self._emit(rule, operands, self._slot.shape, f"{self._slot.name} {name}", **settings)

    def _emit(self, rule: Rule, operands: tuple[int, ...], shape: Shape, name: str, **settings: Value) -> int:
        return self._builder.emit(rule, operands, shape, name, MOMENT, self._slot.node, 0, self._slot.index, **settings)

    def point(self) -> int:
        return self._point

    def state(self, name: str) -> int:
        known = self._builder.names.get(f"{self._slot.name} old {name}")
        if known is not None:
            return known
        return self._builder.given(f"{self._slot.name} old {name}", nothing(self._slot.shape), STATE, self._slot.node,
                                   of=self._slot.index)  # fmt: skip

    def keep(self, state: int, new: int) -> None:
        self._carried.append((state, new))
        if self._builder.slots[state].kind == PARAMETER:
            self._builder.relabel(new, self._builder.slots[new].name, UPDATED)

    def shared(self, rule: Rule, *operands: int, name: str, **settings: Value) -> int:
        if name not in self._shared:
            self._shared[name] = self._builder.emit(rule, operands, (), name, MOMENT, **settings)  # type: ignore[arg-type]
        return self._shared[name]

    def accumulate(self, gradient: int) -> int:
        old = self.state("gradient")
        total = self.apply(ACCUMULATE, old, gradient, name="accumulated gradient")
        self.keep(old, total)
        self._builder.relabel(total, self._builder.slots[total].name, PARAMETER_GRADIENT)
        return total
