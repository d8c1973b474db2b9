"""Slips at the products of the backward pass: transposes, operands, sums over samples, paths and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from engine.insight.compare.course import Course, Plant
from engine.insight.compare.quantities import line
from engine.insight.compare.slips.slip import Place, Slip
from engine.insight.moment.symbols import symbol, value_of
from engine.library.ops import DB, DW, DX
from engine.library.rule import Array
from engine.model.problem import text
from engine.program.program import GRADIENT, INPUT, PARAMETER_GRADIENT, PREACTIVATION, VALUE, Slot

SUMS = (DW, DB)


def _square(place: Place) -> bool:
    shape = place.program.slots[place.instr.out].shape
    return len(shape) == 2 and shape[0] == shape[1] > 1


def _transposed_gradient(place: Place) -> Iterator[Plant]:
    if place.instr.rule is DW and _square(place):
        yield place.everywhere(lambda course, pc, usual: usual().T, "({g} · {x}ᵀ)ᵀ")


def _no_transpose(place: Place) -> Iterator[Plant]:
    if place.instr.rule is DX:
        w = place.operand("w")
        if w.shape[0] == w.shape[1] > 1:
            yield place.with_operand("w", lambda course, slot: course[slot].T, "{w} · {g}")


def _symbol(place: Place, slot: int) -> str:
    return str(symbol(place.program, slot))


def _updated_weights(place: Place) -> Iterator[Plant]:
    """W after its update: by the whole optimizer, as the program has it, else by the plain rule."""
    if place.instr.rule is not DX:
        return
    weight = place.slots("w")[place.pcs[0]]
    renewed = place.program.renewed.get(weight)
    if renewed is not None:
        after = place.course[renewed]
        yield place.with_operand("w", lambda course, slot: after, "({w} new)ᵀ · {g}")


def _other_weights(place: Place) -> Iterator[Plant]:
    """The weights of another layer, where the shapes allow it."""
    if place.instr.rule is not DX:
        return
    own = place.slots("w")[place.pcs[0]]
    shape = place.program.slots[own].shape
    for slot in place.program.parameters.values():
        if slot != own and place.program.slots[slot].shape == shape:
            yield place.with_operand("w", lambda course, _, slot=slot: course[slot], other=_symbol(place, slot))  # type: ignore[misc]
        if slot != own and place.program.slots[slot].shape == shape[::-1] and shape[0] != shape[1]:
            yield place.with_operand("w", lambda course, _, slot=slot: course[slot].T, other=_symbol(place, slot))  # type: ignore[misc]


def _no_weights(place: Place) -> Iterator[Plant]:
    if place.instr.rule is DX:
        yield place.with_operand("w", lambda course, slot: np.ones_like(course[slot]), "Σ {g}")


def _one_unit(place: Place) -> Iterator[Plant]:
    """Only the path through one unit of the next layer."""
    if place.instr.rule is DX:
        units = place.operand("w").shape[0]
        for unit in range(units if 1 < units <= 32 else 0):
            yield place.with_operand("w", lambda course, slot, unit=unit: _only(course[slot], unit, 0), unit=unit)  # type: ignore[misc]


def _only(values: Array, place: int, axis: int) -> Array:
    kept = np.zeros_like(values)
    index = (slice(None),) * axis + (place,)
    kept[index] = values[index]
    return kept


def _other_value(place: Place) -> Iterator[Plant]:
    """δ · zᵀ for δ · aᵀ, or a value of the time step before or after, or of another layer."""
    if place.instr.rule is not DW:
        return
    taken, slots = place.slots("x"), place.program.slots
    first = slots[taken[place.pcs[0]]]
    table = {(_stem(slot), slot.time): slot.index for slot in slots if slot.kind in (VALUE, INPUT, PREACTIVATION)}
    for stem in dict.fromkeys(stem for stem, _ in table):
        for shift in (0, -1, 1) if place.program.length > 1 else (0,):
            other = {pc: table.get((stem, slots[slot].time + shift)) for pc, slot in taken.items()}
            known = [slot for slot in other.values() if slot is not None]
            if not known or all(slots[slot].shape != first.shape for slot in known) or list(other.values()) == list(taken.values()):
                continue

            def does(course: Course, pc: int, usual: object, other: dict[int, int | None] = other) -> Array:
                slot = other[pc]
                g = course[place.slots("g")[pc]]
                return np.zeros_like(course[place.program.code[pc].out]) if slot is None else g @ course[slot].T

            shown = str(replace(symbol(place.program, known[-1]), time="")) + _shifted(shift)
            yield place.everywhere(does, f"{{g}} · {shown}ᵀ", other=shown)


def _stem(slot: Slot) -> str:
    return f"{slot.node}.{value_of(slot.name, slot.node)}"


def _shifted(shift: int) -> str:
    return {0: "", -1: "(t − 1)", 1: "(t + 1)"}[shift]


def _one_sample(place: Place) -> Iterator[Plant]:
    if place.instr.rule in SUMS and place.samples > 1:
        for sample in dict.fromkeys((place.samples - 1, 0)):
            yield place.with_operand("g", lambda course, slot, sample=sample: _only(course[slot], sample, 1),  # type: ignore[misc]
                                     sample=sample + 1)  # fmt: skip


def _one_time(place: Place) -> Iterator[Plant]:
    """Only the first or the last time step of a sum over time."""
    if place.instr.rule in SUMS and len(place.pcs) > 1:
        last = max(place.pcs, key=lambda pc: place.program.time_of(pc))
        first = min(place.pcs, key=lambda pc: place.program.time_of(pc))
        for kept in (last, first):
            others = [pc for pc in place.pcs if pc != kept]
            yield Plant({pc: lambda course, pc, usual: np.zeros_like(usual()) for pc in others},
                        words={"time": place.program.time_of(kept)})  # fmt: skip


def _cut_in_time(place: Place) -> Iterator[Plant]:
    """The gradient passes back only over the last k time steps."""
    if place.instr.rule is DX and len(place.pcs) > 1:
        times = sorted({place.program.time_of(pc) for pc in place.pcs})
        for first in times[1:]:
            cut = [pc for pc in place.pcs if place.program.time_of(pc) < first]
            yield Plant({pc: lambda course, pc, usual: np.zeros_like(usual()) for pc in cut},
                        words={"steps": times[-1] - first + 1})  # fmt: skip


def _no_path(place: Place) -> Iterator[Plant]:
    """One of several contributions to a gradient is left out."""
    of = place.slot.of
    several = len(place.program.parts_of.get(of, ())) > 1
    if several and place.instr.out in place.program.parts_of[of]:
        yield place.everywhere(lambda course, pc, usual: np.zeros_like(usual()), "0", path=line(place.program, place.pcs[0]))


def _nothing(place: Place) -> Iterator[Plant]:
    if place.slot.kind in (PARAMETER_GRADIENT, GRADIENT) or place.instr.rule is DB:
        yield place.everywhere(lambda course, pc, usual: np.zeros_like(usual()), "0")


def _other_array(place: Place) -> Iterator[Plant]:
    """The gradient of another parameter of the same shape, or its transpose."""
    program = place.program
    if place.slot.kind != PARAMETER_GRADIENT:
        return
    for slot in program.parameters.values():
        other = program.gradient_of.get(slot)
        if other is None or other == place.instr.out:
            continue
        value = place.course[other]
        if value.shape == place.value.shape:
            yield place.everywhere(lambda course, pc, usual, value=value: value, other=_symbol(place, slot))  # type: ignore[misc]


PRODUCTS = (
    Slip("transposed", text("The gradient is transposed: a·δᵀ instead of δ·aᵀ."), _transposed_gradient),
    Slip("no_transpose", text("The transpose of the weights is missing on the way back."), _no_transpose),
    Slip(
        "updated_weights",
        text("The weights used on the way back have already been updated; those of the forward pass are needed."),
        _updated_weights,
    ),
    Slip("other_weights", text("The weights of another layer are used on the way back: {other}."), _other_weights),
    Slip("other_value", text("The upstream gradient is multiplied by the wrong value: {other}."), _other_value),
    Slip("other_gradient", text("This is the gradient of another parameter: {other}."), _other_array),
    Slip(
        "one_sample",
        text("Only one sample in the batch contributes (number {sample}); the others are overwritten or left out."),
        _one_sample,
    ),
    Slip("one_time", text("Only time step {time} contributes; the sum over time is missing."), _one_time),
    Slip("no_path", text("One of several paths is left out of the sum: {path}."), _no_path),
    Slip("cut_in_time", text("The gradient stops after going back this many time steps: {steps}."), _cut_in_time),
    Slip(
        "one_unit",
        text("Only the path through unit {unit} of the next layer is included; the sum over the units of that layer is missing."),
        _one_unit,
    ),
    Slip("no_weights", text("The weights are missing on the way back: gradients are added up unweighted."), _no_weights),
    Slip("nothing", text("The gradient is zero: it was never computed, or was reset."), _nothing, general=True, blank=True),
)
