"""Plots over training steps: loss, size of the updates, gradient norm and clipping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.diagnosis.facts import reference_losses
from engine.insight.moment.held_out import Score
from engine.insight.study.validation import Validation
from engine.library.samples import Table
from engine.program.check import Checked, check, load_table
from engine.runtime.debugger import Debugger
from gui.look.figure import DASHED, LINE, Band, Curve, Figure
from gui.notation.numbers import number
from gui.plots.heatmaps import short
from gui.plots.source import LINES, Source, log10, no_step_yet


def _step_label() -> str:
    return QCoreApplication.translate("Plots", "training step")


def loss(source: Source) -> Figure:
    """Loss of every step; dashed for the other network."""
    title = QCoreApplication.translate("Plots", "Loss")
    curves = [_losses(source.debugger, QCoreApplication.translate("Plots", "loss"), "loss")]
    if not len(curves[0].x):
        words = QCoreApplication.translate("Plots", "No loss yet: step with F10 until the loss is computed, or run with F5.")
        return Figure(title, empty=words)
    curves += _parts(source.debugger)
    if source.other is not None:
        curves.append(_losses(source.other, QCoreApplication.translate("Plots", "other network"), "accent", DASHED))
    table = source.memo.made(Table, lambda: load_table(source.experiment)[0])
    scores = _held_out(source) if table.held_out is not None else []
    if scores:
        x, y = np.array([(step + 1, score.loss) for step, score in scores]).T
        curves.append(Curve(QCoreApplication.translate("Plots", "held-out samples"), x, y, "gradient"))
    checked = source.memo.made(Checked, lambda: check(source.experiment))
    reference = source.memo.made(_Reference, lambda: _Reference(reference_losses(checked)[0]))
    if np.isfinite(reference):
        curves.append(_level(reference, curves[0].x))
    note = QCoreApplication.translate("Plots", "step {step}: {loss}").format(
        step=source.debugger.place[0] + 1, loss=_number(source.debugger.read(source.debugger.program.loss))
    )
    if scores:
        at, score = scores[-1]
        then = QCoreApplication.translate("Plots", "step {step}").format(step=at + 1)
        note = f"{note} · {_told(score)}" + (f" ({then})" if at != source.debugger.place[0] else "")
    return Figure(
        title,
        _step_label(),
        QCoreApplication.translate("Plots", "loss"),
        tuple(curves),
        steps=True,
        cursor=source.debugger.place[0] + 1.0,
        note=note,
        y_range=least_range(curves, reference),
    )


PART_ROLES = ("value", "update", "accent", "muted")


def _parts(debugger: Debugger) -> list[Curve]:
    """The loss of each output where there are several; what is minimised is their weighted sum."""
    found, program = [], debugger.program
    for place, (node, slot) in enumerate(program.loss_parts.items() if len(program.loss_parts) > 1 else ()):
        name = QCoreApplication.translate("Plots", "loss of {name}").format(name=node)
        weight = debugger.value(f"{node}.loss_weight")
        name = name if weight is None or weight == 1 else f"{name} (× {float(weight):g})"
        known = debugger.series.steps(), debugger.series.view(f"loss/{node}")
        found.append(_curve(debugger, known, slot, name, PART_ROLES[place % len(PART_ROLES)], LINE))
    return found


def _held_out(source: Source) -> list[tuple[int, Score]]:
    """The score on held-out samples along the run; while it goes on, only the newest is measured."""
    validation = source.memo.made(Validation, lambda: Validation(source.experiment))
    return validation.scores(source.debugger) if source.calm else validation.scores(source.debugger, 1)


def _told(score: Score) -> str:
    """The score in words: the loss, and the share of right answers where there are classes."""
    if np.isnan(score.right):
        return QCoreApplication.translate("Plots", "held out: {loss}").format(loss=number(score.loss))
    return QCoreApplication.translate("Plots", "held out: {loss}, {share} correct").format(
        loss=number(score.loss), share=f"{score.right:.0%}"
    )


class _Reference(float):
    """The loss of the best constant prediction; nan where the loss has no targets."""


LEAST_RANGE = 0.2  # of the loss of the best constant prediction


def least_range(curves: Sequence[Curve], reference: float) -> tuple[float, float] | None:
    """A range of the axis in which a loss that hardly moves looks like that; None if the loss moves enough by itself."""
    ys = np.concatenate([curve.y[np.isfinite(curve.y)] for curve in curves])
    least = LEAST_RANGE * (reference if np.isfinite(reference) and reference > 0 else float(np.abs(ys).max(initial=0.0)))
    if not ys.size or float(ys.max() - ys.min()) >= least:
        return None
    middle = float(ys.max() + ys.min()) / 2
    low = middle - least / 2
    low = max(0.0, low) if ys.min() >= 0 else low
    return low, low + least


def _level(reference: float, x: np.ndarray) -> Curve:
    """The loss of the best constant prediction as a line: a loss that stays there has learned nothing."""
    name = QCoreApplication.translate("Plots", "best constant prediction")
    if abs(reference - np.log(2)) < 1e-9:
        name += " (ln 2)"
    ends = np.array([x[0], x[-1]]) if len(x) > 1 else x[0] + np.array([-0.5, 0.5])
    return Curve(name, ends, np.full(2, reference), "muted", DASHED)


def _losses(debugger: Debugger, name: str, role: str, style: str = LINE) -> Curve:
    """The recorded losses, and that of the present step if it comes after them."""
    return _curve(debugger, debugger.series.losses(), debugger.program.loss, name, role, style)


def _curve(debugger: Debugger, known: tuple[np.ndarray, np.ndarray], slot: int, name: str, role: str, style: str) -> Curve:
    """A loss that was recorded, and its present value if that comes after them."""
    steps, values = known
    x, y = steps, np.where(np.isfinite(values), values, np.nan)
    now, step = debugger.read(slot), debugger.place[0]
    if now is not None and np.isfinite(now) and not (len(x) and x[-1] >= step):
        x, y = np.append(x, step), np.append(y, now)
    return Curve(name, x + 1.0, y, role, style, every=debugger.series.stride)


def _number(value: np.ndarray | None) -> str:
    return "–" if value is None else number(float(value))


def update_ratio(source: Source) -> Figure:
    """log10 of update relative to weight size; blue below 1e-5 (frozen), red above 0.1."""
    title = QCoreApplication.translate("Plots", "Update ratio")
    series = source.debugger.series
    if not len(series):
        return Figure(title, empty=no_step_yet())
    names = [c.removeprefix("update/") for c in series.columns if c.startswith("update/") and ".weight" in c]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = {name: series.norm(f"update/{name}") / series.norm(f"param/{name}") for name in spread(names, len(LINES))}
    return ratio_figure(series.steps(), ratios, source.debugger.place[0], series.stride)


def ratio_figure(
    steps: np.ndarray, ratios: dict[str, np.ndarray], now: int, every: int = 1, names: Mapping[str, str] | None = None
) -> Figure:
    """Update relative to weight size of some matrices; `every` so many-th step was kept. `names` are short names of layers."""
    title = QCoreApplication.translate("Plots", "Update ratio")
    curves = []
    for name, role in zip(spread(list(ratios), len(LINES)), LINES, strict=False):
        layer, _, own = name.rpartition(".")
        said = short(name) if names is None else short(f"{names.get(layer, layer)}.{own}")
        curves.append(Curve(said, steps + 1.0, log10(ratios[name]), role, every=every, about=name))
    return Figure(
        title,
        _step_label(),
        "‖Δθ‖ / ‖θ‖",
        tuple(curves),
        bands=(
            Band(-4, -2, "amber_band", QCoreApplication.translate("Plots", "typical")),
            Band(-1, 400, "red_band", QCoreApplication.translate("Plots", "too large")),
            Band(-400, -5, "frozen_band", QCoreApplication.translate("Plots", "frozen")),
        ),
        steps=True,
        cursor=now + 1.0,
        y_log=True,
    )


def spread(names: list[str], most: int) -> list[str]:
    """The first, the last, and others between them evenly."""
    return (
        [names[i] for i in sorted(set(np.linspace(0, len(names) - 1, min(most, len(names))).round().astype(int)))] if names else []
    )


def gradient_norm(source: Source) -> Figure:
    """Norm of the whole gradient in every step, and what clipping leaves of it."""
    title = QCoreApplication.translate("Plots", "Gradient norm")
    series = source.debugger.series
    if not len(series):
        return Figure(title, empty=no_step_yet())
    squares = [series.view(name) for name in series.columns if name.startswith("grad/")]
    norm = np.sqrt(np.sum(squares, axis=0)) if squares else np.zeros(len(series))
    x, y = series.steps() + 1.0, log10(norm)
    curves = [Curve("‖∂L/∂θ‖", x, y, "gradient", every=series.stride)]
    clip = source.experiment.training.clip or {}
    note = QCoreApplication.translate("Plots", "no clipping")
    if not source.experiment.training.zero_grad and not source.quiet:
        note = QCoreApplication.translate("Plots", "the gradient of each step alone; the update uses the sum of all so far")
    elif "norm" in clip:
        limit = float(clip["norm"])
        cut = QCoreApplication.translate("Plots", "after clipping")
        curves.append(Curve(cut, x, np.minimum(y, np.log10(limit)), "update", DASHED, every=series.stride))
        share = float((norm > limit).mean())
        note = QCoreApplication.translate("Plots", "limit {limit}: gradient clipped in {share} of the steps").format(
            limit=f"{limit:g}", share=f"{share:.0%}"
        )
    elif "value" in clip:
        note = QCoreApplication.translate(
            "Plots", "every element is clipped to ±{limit}; the norm shown is the one before clipping"
        ).format(limit=f"{clip['value']:g}")
    return Figure(
        title, _step_label(), "‖∂L/∂θ‖", tuple(curves), cursor=source.debugger.place[0] + 1.0, note=note, y_log=True, steps=True
    )
