"""Slips at the loss: its sign, its factors, its short forms used where they do not hold."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from engine.insight.compare.course import Course, Plant, computed
from engine.insight.compare.slips.slip import Place, Slip
from engine.insight.compare.slips.slopes import JACOBIAN
from engine.library.losses import LOSSES
from engine.library.rule import Array
from engine.model.problem import text
from engine.program.autodiff import CHAIN
from engine.program.program import LOSS_VALUE, Instr

SQUARES = ("mse_gradient", "half_squared_error_gradient")


def _loss_of(place: Place) -> Instr:
    """The instruction of the loss whose gradient starts from the same output as this place."""
    losses = (place.program.code[place.program.writer[slot]] for slot in place.program.losses)
    time = place.slot.time
    found = list(losses)
    return next((instr for instr in found if place.program.slots[instr.out].time == time), found[-1])


def _parts(place: Place, pc: int) -> tuple[int, int, float] | None:
    """Output, target and scale of the loss to which an instruction of the output layer belongs."""
    slot = place.program.slots[place.program.code[pc].out]
    for loss in place.program.losses:
        instr = place.program.code[place.program.writer[loss]]
        known = dict(zip(instr.rule.needs, instr.ins, strict=True))
        if "t" in known and place.program.slots[instr.out].time == slot.time and place.program.slots[known["p"]].node == slot.node:
            return known["p"], known["t"], float(instr.settings["scale"])
    return None


def _short_form(place: Place) -> Iterator[Plant]:
    """a − t for ∂L/∂z of the output, which holds for softmax or sigmoid with cross-entropy."""
    if place.instr.rule not in (CHAIN, JACOBIAN) or _parts(place, place.pcs[0]) is None:
        return
    loss = _loss_of(place).rule.key.removesuffix("_masked")
    title = next((row.title for row in LOSSES.values() if row.op.name == loss), loss)

    for shared in (True, False):  # the factor of the mean over all elements, or over samples alone

        def does(course: Course, pc: int, usual: object, shared: bool = shared) -> Array:
            found = _parts(place, pc)
            assert found is not None
            return (course[found[0]] - course[found[1]]) * (found[2] if shared else 1 / place.samples)

        yield place.everywhere(does, "a − t", layer=place.slot.node, loss=title)


def _no_two(place: Place) -> Iterator[Plant]:
    if place.makes_loss_gradient and place.key == SQUARES[0]:
        yield place.everywhere(lambda course, pc, usual: usual() / 2, "{scale}·({p} − {t})")


def _a_two(place: Place) -> Iterator[Plant]:
    if place.makes_loss_gradient and place.key == SQUARES[1]:
        yield place.everywhere(lambda course, pc, usual: usual() * 2, "2·{scale}·({p} − {t})")


def _turned(place: Place) -> Iterator[Plant]:
    if place.makes_loss_gradient:
        yield place.everywhere(lambda course, pc, usual: -usual(), "−(" + place.instr.rule.formula + ")")


def _no_activation(place: Place) -> Iterator[Plant]:
    """z − t, with the softmax or sigmoid of the loss forgotten, and the other one of the two."""
    if place.makes_loss_gradient and place.key.startswith(("cross_entropy", "bce_with_logits")):
        scale = float(place.instr.settings["scale"])
        p, t = place.slots("p"), place.slots("t")
        yield place.everywhere(lambda course, pc, usual: (course[p[pc]] - course[t[pc]]) * scale, "{scale}·({p} − {t})")


def _sigmoid_for_softmax(place: Place) -> Iterator[Plant]:
    if place.makes_loss_gradient and place.key.startswith("cross_entropy"):
        scale = float(place.instr.settings["scale"])
        p, t = place.slots("p"), place.slots("t")
        yield place.everywhere(lambda course, pc, usual: (1 / (1 + np.exp(-course[p[pc]])) - course[t[pc]]) * scale,
                               "{scale}·(σ({p}) − {t})")  # fmt: skip


def _no_target(place: Place) -> Iterator[Plant]:
    if place.makes_loss_gradient and place.key.startswith("cross_entropy"):  # its targets also weigh the softmax
        scale, t = float(place.instr.settings["scale"]), place.slots("t")
        yield place.everywhere(lambda course, pc, usual: usual() + scale * course[t[pc]], "{scale}·softmax({p})")
    elif place.makes_loss_gradient:
        yield place.with_operand("t", lambda course, slot: np.zeros_like(course[slot]))


def _ones_only(place: Place) -> Iterator[Plant]:
    if place.makes_loss_gradient and place.key in ("bce_gradient", "bce_masked_gradient"):
        scale = float(place.instr.settings["scale"])
        p, t = place.slots("p"), place.slots("t")
        yield place.everywhere(lambda course, pc, usual: -scale * course[t[pc]] / course[p[pc]], "−{scale}·{t}/{p}")


def _other_gradient(place: Place) -> Iterator[Plant]:
    """The gradient of another loss, with the factor of this one."""
    if not place.makes_loss_gradient or "m" in place.instr.rule.needs:
        return
    for row in LOSSES.values():
        rule = row.op.vjps[0]
        if rule is None or rule.needs != place.instr.rule.needs or rule.key in (place.key, *SQUARES):
            continue
        settings: dict[str, Any] = {setting.name: setting.default for setting in row.settings if setting.name in ("delta",)}
        settings["scale"] = place.instr.settings["scale"]
        instr = Instr(rule, place.instr.ins, place.instr.out, settings, ())

        def does(course: Course, pc: int, usual: object, instr: Instr = instr) -> Array:
            ins = place.program.code[pc].ins
            return computed(instr, [course[slot] for slot in ins], course[place.program.code[pc].out].shape)

        formula = rule.formula
        for name, value in settings.items():
            formula = formula.replace(f"{{{name}}}", f"{value:g}")
        yield place.everywhere(does, formula, loss=row.title)


def _other_logarithm(place: Place) -> Iterator[Plant]:
    if place.slot.kind == LOSS_VALUE:
        for base in (2, 10):
            yield place.everywhere(lambda course, pc, usual, base=base: usual() / math.log(base), base=base)  # type: ignore[misc]


AT_LOSS = (
    Slip(
        "short_form",
        text(
            "The shortcut a − t is used for ∂L/∂z of {layer}. It holds for softmax or sigmoid with "
            "cross-entropy; this network's loss is {loss}."
        ),
        _short_form,
    ),
    Slip("no_two", text("The factor of 2 from the derivative of the square is missing."), _no_two),
    Slip(
        "a_two",
        text("A factor of 2 from the derivative of the square is left in; the ½ in this loss should have cancelled it."),
        _a_two,
    ),
    Slip("loss_sign", text("The gradient of the loss has the wrong sign: target − output instead of output − target."), _turned),
    Slip(
        "no_output_activation",
        text("The softmax (or sigmoid) that goes with this loss is missing from its gradient."),
        _no_activation,
    ),
    Slip(
        "sigmoid_for_softmax",
        text("The gradient of the loss uses a sigmoid; this loss goes with a softmax."),
        _sigmoid_for_softmax,
    ),
    Slip("no_target", text("The target is missing from the gradient of the loss."), _no_target),
    Slip("ones_only", text("Only the part of the binary cross-entropy for target 1 is differentiated."), _ones_only),
    Slip("another_loss", text("This is the gradient of another loss: {loss}."), _other_gradient),
    Slip("another_logarithm", text("The logarithm has base {base}, not e."), _other_logarithm),
)
