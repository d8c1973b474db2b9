"""Slips of the forward pass, and values of another moment: then nothing that follows can agree."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.insight.compare.course import Course, Plant
from engine.insight.compare.slips.slip import Place, Slip
from engine.insight.moment.curve import curve
from engine.library.activations import ACTIVATIONS
from engine.library.ops import ADD_BIAS, AFFINE, MATMUL, SOFTMAX
from engine.library.rule import Array
from engine.model.problem import text
from engine.program.program import FORWARD


def _here(place: Place) -> bool:
    return str(place.instr.path[0][1]) == FORWARD


def _no_bias(place: Place) -> Iterator[Plant]:
    if _here(place) and place.instr.rule in (AFFINE.forward, ADD_BIAS.forward):
        unbiased = place.instr.rule.formula.partition(" + ")[0]
        yield place.with_operand("b", lambda course, slot: np.zeros_like(course[slot]), unbiased, layer=place.slot.node)


def _turned_weights(place: Place) -> Iterator[Plant]:
    if _here(place) and place.instr.rule in (AFFINE.forward, MATMUL.forward):
        w = place.operand("w")
        if w.shape[0] == w.shape[1] > 1:
            yield place.with_operand("w", lambda course, slot: course[slot].T, layer=place.slot.node)


def _activation(place: Place) -> str:
    """The activation that is computed at a place."""
    rows = (row for row in ACTIVATIONS.values() if row.op is not None)
    return next((row.name for row in rows if _here(place) and row.op is not None and row.op.forward is place.instr.rule), "")


def _no_activation(place: Place) -> Iterator[Plant]:
    if _activation(place):
        x = place.slots("x")
        yield place.everywhere(lambda course, pc, usual: course[x[pc]], "{x}", layer=place.slot.node)


def _other_activation(place: Place) -> Iterator[Plant]:
    own = _activation(place)
    for row in ACTIVATIONS.values() if own else ():
        if row.name != own and row.op is not None and row.op.derivative is not None:
            x = place.slots("x")

            def does(course: Course, pc: int, usual: object, name: str = row.name, x: dict[int, int] = x) -> Array:
                found = curve(name, {}, course[x[pc]])
                assert found is not None
                return found[0]

            yield place.everywhere(does, f"{row.name}({{x}})", layer=place.slot.node, other=row.title)


def _over_samples(place: Place) -> Iterator[Plant]:
    if _here(place) and place.instr.rule is SOFTMAX.forward:
        x = place.slots("x")

        def does(course: Course, pc: int, usual: object) -> Array:
            powers = np.exp(course[x[pc]] - course[x[pc]].max(1, keepdims=True))
            shares: Array = powers / powers.sum(1, keepdims=True)
            return shares

        yield place.everywhere(does, layer=place.slot.node)


def _no_memory(place: Place) -> Iterator[Plant]:
    """A product with the state before is left out."""
    if _here(place) and place.program.length > 1 and place.instr.rule is MATMUL.forward:
        yield place.everywhere(lambda course, pc, usual: np.zeros_like(usual()), "0", layer=place.slot.node)


def _next_weights(place: Place) -> Iterator[Plant]:
    """All of it with the weights after this update, or with those of the start."""
    program, course = place.program, place.course
    after = {old: course[new] for old, new in program.carried if old in program.parameters.values()}
    yield Plant(given=after, words={"when": "new"})


def _first_weights(place: Place) -> Iterator[Plant]:
    program, course = place.program, place.course
    start = {slot: program.initial[slot] for slot in program.parameters.values()}
    if any(not np.array_equal(start[slot], course[slot]) for slot in start):
        yield Plant(given=start)


VALUES = (
    Slip("no_bias", text("The bias of {layer} is not added in the forward pass."), _no_bias),
    Slip("turned_weights", text("The weights into {layer} are transposed in the forward pass."), _turned_weights),
    Slip("no_activation", text("The activation of {layer} is not applied."), _no_activation),
    Slip("other_activation", text("A different activation is applied at {layer}: {other}."), _other_activation),
    Slip("softmax_over_samples", text("Softmax at {layer} is taken over the samples, not over the units."), _over_samples),
    Slip("no_memory", text("The state of the previous time step does not reach {layer}."), _no_memory),
)
MOMENTS = (
    Slip(
        "next_weights",
        text("These numbers come from the weights after this update: the forward pass was run again, or too late."),
        _next_weights,
    ),
    Slip("first_weights", text("These numbers come from the weights at the start of training."), _first_weights),
)
