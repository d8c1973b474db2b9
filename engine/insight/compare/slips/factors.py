"""Factors and arrays: a mean for a sum, a number that fits everywhere, rows in another order, weight decay."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np

from engine.insight.compare.course import Course, Plant
from engine.insight.compare.slips.slip import Place, Slip
from engine.library.ops import DW, DX
from engine.library.rule import Array
from engine.model.problem import text
from engine.program.program import BACKWARD, LOCAL, LOSS_VALUE, PARAMETER_GRADIENT

FEWEST = 2  # numbers that one fitted number must explain, at least, to be an explanation


def _linear(place: Place) -> bool:
    """Whether a factor at this place is a factor of its result: gradients and losses, not activations."""
    backward = place.instr.path[0][1] == BACKWARD and place.slot.kind != LOCAL
    return (backward and bool(place.instr.ins)) or place.slot.kind == LOSS_VALUE


def _scaled(place: Place, times: float, **words: Any) -> Plant:
    formula = f"{times:.4g} · ({place.instr.rule.formula})"
    return place.everywhere(lambda course, pc, usual: times * usual(), formula, **words)


def _powers(place: Place, **lengths: int) -> Iterator[tuple[float, dict[str, int]]]:
    """Every product of some of the lengths, to the power 1 or −1."""
    known = {name: length for name, length in lengths.items() if length > 1}
    for signs in sorted(product((0, 1, -1), repeat=len(known)), key=lambda row: sum(map(abs, row))):
        factor = float(np.prod([length**sign for length, sign in zip(known.values(), signs, strict=True)]))
        if factor != 1:
            yield factor, {name: sign for name, sign in zip(known, signs, strict=True) if sign}


def _batch(place: Place) -> Iterator[Plant]:
    """Sum for mean over the batch, or mean for sum."""
    if _linear(place) and place.samples > 1:
        yield _scaled(place, place.samples, samples=place.samples)


def _batch_again(place: Place) -> Iterator[Plant]:
    if _linear(place) and place.samples > 1:
        yield _scaled(place, 1 / place.samples, samples=place.samples)


def _outputs(place: Place) -> Iterator[Plant]:
    """Other means of lengths of the step: over output units, over time, over both, over the units of the next layer."""
    if not _linear(place):
        return
    units = place.operand("w").shape[0] if place.instr.rule is DX else 0
    ways = [*_powers(place, samples=place.samples, outputs=place.outputs, time=place.program.length),
            *_powers(place, units=units)]  # fmt: skip
    for factor, lengths in ways:
        if factor not in (place.samples, 1 / place.samples):
            yield _scaled(place, factor, factor=f"{factor:.4g}", lengths=_listed(place, lengths, units))


def _listed(place: Place, lengths: dict[str, int], units: int) -> str:
    sizes = {"samples": place.samples, "outputs": place.outputs, "time": place.program.length, "units": units}
    return " · ".join(f"{sizes[name]}{'' if sign > 0 else '⁻¹'}" for name, sign in lengths.items())


def _two(place: Place) -> Iterator[Plant]:
    if _linear(place):
        for factor in (2.0, 0.5):
            yield _scaled(place, factor, factor=f"{factor:g}")


def _sign(place: Place) -> Iterator[Plant]:
    if _linear(place):
        yield place.everywhere(lambda course, pc, usual: -usual(), f"−({place.instr.rule.formula})")


def _decay(place: Place) -> Iterator[Plant]:
    """λ·W is in the gradient; λ is that of the optimizer, or fits."""
    if place.slot.kind != PARAMETER_GRADIENT or place.slot.of < 0:
        return
    weight = place.course[place.slot.of]
    fitted = _fit(place.theirs - place.value, weight) if _matches(place) else None
    for decay, guessed in (*((value, 0) for value in place.decays), *([(fitted, 1)] if fitted else [])):
        yield place.everywhere(lambda course, pc, usual, decay=decay: usual() + decay * course[place.slot.of],  # type: ignore[misc]
                               f"{place.instr.rule.formula} + {decay:.3g}·W", guessed, decay=f"{decay:.3g}")  # fmt: skip


def _fit(wanted: Array, basis: Array) -> float | None:
    size = float((basis * basis).sum())
    return float((wanted * basis).sum()) / size if size else None


def _matches(place: Place) -> bool:
    return place.theirs is not None and len(place.pcs) == 1 and place.theirs.shape == place.value.shape


def _reordered(place: Place) -> Iterator[Plant]:
    """The rows or the columns stand in another order: found by pairing equal ones."""
    if not _matches(place) or place.value.ndim == 0:
        return
    for axis in range(place.value.ndim):
        assert place.theirs is not None
        order = _pairing(np.moveaxis(place.theirs, axis, 0), np.moveaxis(place.value, axis, 0))
        if order is not None:
            shown = ", ".join(str(number + 1) for number in order[:12]) + ("…" if len(order) > 12 else "")
            yield place.everywhere(lambda course, pc, usual, axis=axis, order=order: np.take(usual(), order, axis),  # type: ignore[misc]
                                   "", 1, axis=axis + 1, order=shown)  # fmt: skip


def _pairing(theirs: Array, ours: Array) -> Array | None:
    """Which of our rows each of theirs is; None unless that is a proper exchange."""
    if len(ours) < 2 or len(ours) > 512:
        return None
    there, here = theirs.reshape(len(theirs), -1), ours.reshape(len(ours), -1)
    with np.errstate(all="ignore"):
        distances = np.abs(there[:, None, :] - here[None, :, :]).max(-1)
    if not np.isfinite(distances).all():
        return None
    order: Array = distances.argmin(1)
    proper = len(set(order.tolist())) == len(order) and not np.array_equal(order, np.arange(len(order)))
    return order if proper else None


def _constant(place: Place) -> Iterator[Plant]:
    """One unknown number by which everything is multiplied."""
    if not _linear(place) or not _matches(place) or np.count_nonzero(place.value) < FEWEST:
        return
    assert place.theirs is not None
    factor = _fit(place.theirs, place.value)
    if factor and np.isfinite(factor):
        plant = _scaled(place, factor, factor=f"{factor:.6g}")
        yield Plant(plant.instead, {}, plant.words, plant.formula, 1)


def _per_sample(place: Place) -> Iterator[Plant]:
    if place.instr.rule is DW and place.samples > 1:
        weights = np.abs(place.operand("g")).max(0)
        if weights.max(initial=0) == 0:
            return

        def does(course: Course, pc: int, usual: object) -> Array:
            g, x = course[place.slots("g")[pc]], course[place.slots("x")[pc]]
            outer: Array = g.mean(1, keepdims=True) @ x.mean(1, keepdims=True).T
            return outer

        yield place.everywhere(does, "mean({g}) · mean({x})ᵀ")


FACTORS = (
    Slip(
        "sum_for_mean",
        text(
            "Too large by a factor of {samples}, the batch size: a sum is used where the mean is meant, or the division is missing."
        ),
        _batch,
    ),
    Slip(
        "mean_for_sum",
        text("Too small by a factor of {samples}, the batch size: one division by it too many."),
        _batch_again,
    ),
    Slip(
        "wrong_mean",
        text("Off by a factor of {factor} = {lengths}: the wrong mean or sum is taken over samples, outputs or time steps."),
        _outputs,
    ),
    Slip("sign", text("The sign is wrong."), _sign, general=True),
    Slip("factor_two", text("Off by a factor of {factor}."), _two, general=True),
    Slip(
        "product_of_means",
        text("Averaged over the batch before multiplying: the mean of a product is not the product of the means."),
        _per_sample,
    ),
)
FITTED = (
    Slip(
        "weight_decay",
        text("Weight decay is included in this gradient: λ·W with λ = {decay}. Here it is added in the update."),
        _decay,
    ),
    Slip("reordered", text("The numbers are right, but in a different order along axis {axis}: {order}."), _reordered),
    Slip("constant", text("Every number is {factor} times what it should be; where this factor comes from is unknown."), _constant),
)
