"""The loss: one for each time step that has a target, and their sum."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from engine.library.losses import LOSSES
from engine.library.ops import ADD, DIV
from engine.library.rule import Array, Call, Product, Rule, maximum, scalar
from engine.model.problem import text
from engine.model.setting import complete
from engine.program.context import Lowering
from engine.program.forward import outputs
from engine.program.program import LOSS, LOSS_VALUE, TARGET


def _count(out: Array, *masks: Array, least: bool = False) -> list[Call]:
    whole = np.empty((len(masks), masks[0].size), out.dtype)
    copies: list[Call] = [(np.copyto, (row, mask.reshape(-1))) for row, mask in zip(whole, masks, strict=True)]
    raised: list[Call] = [(maximum, (out, scalar(1, out), out))] if least else []
    return [*copies, (whole.reshape(-1).dot, (np.ones(whole.size, out.dtype), out)), *raised]


def _count_terms(index: tuple[int, ...], *masks: Array, least: bool = False) -> list[Product]:
    terms: list[Product] = [(("mask", float(value)),) for mask in masks for value in mask.reshape(-1)]
    return [*terms, (("1", 1.0),)] if least and not any(mask.any() for mask in masks) else terms


def count_rule(masks: int, empty: bool) -> Rule:
    """How many targets of the batch count; at least 1 where there may be none, so that a loss of nothing is 0."""
    names = tuple(f"m{number}" for number in range(masks))
    total = "Σ " + " + ".join(f"{{{name}}}" for name in names)
    return Rule(
        "targets_that_count",
        text("number of targets in the loss"),
        names,
        partial(_count, least=empty),
        f"max(1, {total})" if empty else total,
        lambda *m: masks,
        partial(_count_terms, least=empty),
    )


def objective(low: Lowering) -> tuple[tuple[int, ...], int]:
    """Append the losses; returns their slots and the slot of the loss that is minimised."""
    row = LOSSES[low.experiment.loss.name]
    targets, mask = low.checked.targets, low.checked.mask
    timed = list(enumerate(outputs(low), 1))[low.context :]
    if targets.ndim == 2:
        timed = timed[-1:]  # a target for the last time step only
    settings, _ = complete(row.settings, low.experiment.loss.settings, "")
    mean = settings.pop("reduction") == "mean"
    positions = low.network.outputs()[0].positions
    width = 1 if row.over_samples else targets.shape[-1] // positions
    count = low.batches.size * positions * len(timed)
    scale = 1.0 if not mean else 1 / width if mask is not None else 1 / (count * width)
    settings = {
        name: value for name, value in settings.items() if name not in ("label_smoothing", "ignore_index")
    }  # in the targets
    losses, masks = [], []
    for time, prediction in timed:
        operands = [low.feed(low.name("target", time), low.window(targets, time), TARGET, "target", time, positions)]
        if mask is not None:
            rows = low.window(mask.reshape(*targets.shape[:-1], positions), time)
            operands.append(low.feed(low.name("mask", time), rows, TARGET, "target", time, positions))
            masks.append(operands[-1])
        op = row.op if mask is None else row.masked
        with low.builder.at(*low.path(LOSS, "loss", time)):
            losses.append(low.builder.apply(op, prediction, *operands, name=low.name("loss", time), kind=LOSS_VALUE,
                                            node="loss", time=time, scale=scale, **settings))  # fmt: skip
    return tuple(losses), _total(low, losses, masks if mean else [])


def _total(low: Lowering, losses: list[int], masks: list[int]) -> int:
    """The sum over time; divided by the number of targets that count where there is a mask."""
    total, builder = losses[0], low.builder
    place: dict[str, Any] = {"kind": LOSS_VALUE, "node": "loss", "time": low.length + 1}
    with builder.at(("phase", LOSS), ("node", "loss")):
        for time, part in enumerate(losses[1:], 2):
            name = "loss" if time == len(losses) and not masks else f"loss[1…{time}]"
            total = builder.apply(ADD, total, part, name=name, **place)
        if masks:
            counting = count_rule(len(masks), low.checked.empty)
            valid = builder.emit(counting, tuple(masks), (), "targets that count", LOSS_VALUE, "loss", low.length + 1)
            total = builder.apply(DIV, total, valid, name="mean loss", **place)
    builder.names["loss"] = total
    return total
