"""Plots over training steps: loss, size of the updates, gradient norm and clipping."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.study.validation import Validation
from engine.library.samples import Table
from engine.program.check import load_table
from engine.runtime.debugger import Debugger
from gui.look.figure import DASHED, LINE, Band, Curve, Figure
from gui.plots.source import LINES, Source, log10, not_yet, thin


def _step_label() -> str:
    return QCoreApplication.translate("Plots", "training step")


def loss(source: Source) -> Figure:
    """Loss of every step; dashed for the other network."""
    title = QCoreApplication.translate("Plots", "Loss")
    series = source.debugger.series
    if not len(series):
        return Figure(title, empty=QCoreApplication.translate("Plots", "The first training step is not finished yet: run with F5."))
    curves = [_losses(source.debugger, QCoreApplication.translate("Plots", "loss"), "loss")]
    if source.other is not None and len(source.other.series):
        curves.append(_losses(source.other, QCoreApplication.translate("Plots", "other network"), "accent", DASHED))
    table = source.memo.made(Table, lambda: load_table(source.experiment)[0])
    if table.held_out is not None and source.calm:
        validation = source.memo.made(Validation, lambda: Validation(source.experiment))
        x, y = np.array(validation.losses(source.debugger)).T
        curves.append(Curve(QCoreApplication.translate("Plots", "held-out samples"), x + 1, y, "gradient"))
    note = QCoreApplication.translate("Plots", "step {step}: {loss}").format(
        step=source.debugger.place[0] + 1, loss=_number(source.debugger.read(source.debugger.program.loss))
    )
    return Figure(
        title,
        _step_label(),
        QCoreApplication.translate("Plots", "loss"),
        tuple(curves),
        cursor=source.debugger.place[0] + 1.0,
        note=note,
    )


def _losses(debugger: Debugger, name: str, role: str, style: str = LINE) -> Curve:
    values = debugger.series.view("loss")
    x, y = thin(debugger.series.steps(), np.where(np.isfinite(values), values, np.nan))
    return Curve(name, x + 1, y, role, style)


def _number(value: np.ndarray | None) -> str:
    return "–" if value is None else f"{float(value):.4g}"


def update_ratio(source: Source) -> Figure:
    """log10 of update relative to weight size; blue below 1e-5 (frozen), red above 0.1."""
    title = QCoreApplication.translate("Plots", "Update ratio")
    series = source.debugger.series
    if not len(series):
        return Figure(title, empty=not_yet())
    names = [c.removeprefix("update/") for c in series.columns if c.startswith("update/") and ".weight" in c]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = {name: series.norm(f"update/{name}") / series.norm(f"param/{name}") for name in _spread(names, len(LINES))}
    return ratio_figure(series.steps(), ratios, source.debugger.place[0])


def ratio_figure(steps: np.ndarray, ratios: dict[str, np.ndarray], now: int) -> Figure:
    """Update relative to weight size of some matrices."""
    title = QCoreApplication.translate("Plots", "Update ratio")
    curves = []
    for name, role in zip(_spread(list(ratios), len(LINES)), LINES, strict=False):
        x, y = thin(steps, log10(ratios[name]))
        curves.append(Curve(name.removesuffix(".weight"), x + 1, y, role))
    return Figure(
        title,
        _step_label(),
        "log₁₀ (‖Δθ‖ / ‖θ‖)",
        tuple(curves),
        bands=(Band(-4, -2, "amber_band"), Band(-1, 400, "red_band"), Band(-400, -5, "frozen_band")),
        cursor=now + 1.0,
        note=QCoreApplication.translate("Plots", "typically around −3; below −5: frozen; above −1: too large"),
    )


def _spread(names: list[str], most: int) -> list[str]:
    """The first, the last, and others between them evenly."""
    return (
        [names[i] for i in sorted(set(np.linspace(0, len(names) - 1, min(most, len(names))).round().astype(int)))] if names else []
    )


def gradient_norm(source: Source) -> Figure:
    """Norm of the whole gradient in every step, and what clipping leaves of it."""
    title = QCoreApplication.translate("Plots", "Gradient norm")
    series = source.debugger.series
    if not len(series):
        return Figure(title, empty=not_yet())
    squares = [series.view(name) for name in series.columns if name.startswith("grad/")]
    norm = np.sqrt(np.sum(squares, axis=0)) if squares else np.zeros(len(series))
    x, y = thin(series.steps(), log10(norm))
    curves = [Curve("‖∂L/∂θ‖", x + 1, y, "gradient")]
    clip = source.experiment.training.clip or {}
    note = QCoreApplication.translate("Plots", "no clipping")
    if "norm" in clip:
        limit = float(clip["norm"])
        cut = QCoreApplication.translate("Plots", "after clipping")
        curves.append(Curve(cut, x + 1, np.minimum(y, np.log10(limit)), "update", DASHED))
        share = float((norm > limit).mean())
        note = QCoreApplication.translate("Plots", "limit {limit}: {share} of the steps were clipped").format(
            limit=f"{limit:g}", share=f"{share:.0%}"
        )
    elif "value" in clip:
        note = QCoreApplication.translate(
            "Plots", "every element is clipped to ±{limit}; the norm is the one before clipping"
        ).format(limit=f"{clip['value']:g}")
    return Figure(title, _step_label(), "log₁₀ ‖∂L/∂θ‖", tuple(curves), cursor=source.debugger.place[0] + 1.0, note=note)
