"""Plots of a recorded run: the same figures as of a network drawn here, from the recorded numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.trace.trace import Trace, facts
from gui.look.figure import DASHED, Curve, Figure
from gui.look.i18n import QT_TRANSLATE_NOOP
from gui.plots.depth import idle_figure, map_figure, profile_figure
from gui.plots.source import layer_names, layer_ticks, log10
from gui.plots.training import least_range, ratio_figure
from gui.session.memo import Memo

COLUMNS = 400  # of the flow map


def _nothing() -> str:
    return QCoreApplication.translate("Plots", "Not in this recording: runs recorded with bpx_record.py have this plot.")


def _loss(trace: Trace, place: int, memo: Memo) -> Figure:
    title = QCoreApplication.translate("Plots", "Loss")
    values = trace.column("loss")
    if not np.isfinite(values).any():
        return Figure(title, empty=_nothing())
    curves = []
    for name, column, role, style in (
        (QCoreApplication.translate("Plots", "loss"), values, "loss", "line"),
        (QCoreApplication.translate("Plots", "best constant prediction"), trace.column("baseline"), "muted", DASHED),
    ):
        if np.isfinite(column).any():
            curves.append(Curve(name, trace.steps + 1.0, np.where(np.isfinite(column), column, np.nan), role, style))
    curves[1:1] = _held_out(trace)
    note = QCoreApplication.translate("Plots", "step {step}: {loss}").format(
        step=int(trace.steps[place]) + 1, loss=f"{values[place]:.4g}"
    )
    return Figure(
        title,
        QCoreApplication.translate("Plots", "training step"),
        QCoreApplication.translate("Plots", "loss"),
        tuple(curves),
        cursor=float(trace.steps[place]) + 1,
        note=note,
        y_range=least_range(curves, facts(trace).baseline),
    )


def _held_out(trace: Trace) -> list[Curve]:
    """The losses on held-out samples at the steps at which they were measured; none if there are none."""
    values = trace.column("held_out")
    measured = np.isfinite(values)
    if not measured.any():
        return []
    name = QCoreApplication.translate("Plots", "held-out samples")
    return [Curve(name, trace.steps[measured] + 1.0, values[measured], "gradient")]


def _measure(trace: Trace) -> str:
    """What the numbers of the layers are."""
    return "‖∂L/∂W‖" if trace.of_weights else "rms ∂L/∂z"


def _depth(trace: Trace, place: int, memo: Memo) -> Figure:
    profile = trace.depth_profile(place)
    return profile_figure(profile, trace.depth_history().upto(int(trace.steps[place]), profile.ratio), _measure(trace), [])


def _flow(trace: Trace, place: int, memo: Memo) -> Figure:
    rows = np.unique(np.linspace(0, len(trace.steps) - 1, min(COLUMNS, len(trace.steps))).round().astype(int))
    values = np.array([trace.column(f"delta/{layer.name}")[rows] for layer in trace.layers])
    if not np.isfinite(values).any():
        return Figure(QCoreApplication.translate("Plots", "Flow map"), empty=_nothing())
    names = tuple(layer.name for layer in trace.layers)
    return map_figure(
        log10(values), (float(trace.steps[0]), float(trace.steps[-1])), names, _measure(trace), int(trace.steps[place]), memo
    )


def _ratio(trace: Trace, place: int, memo: Memo) -> Figure:
    ratios = trace.ratios()
    if not ratios:
        return Figure(QCoreApplication.translate("Plots", "Update ratio"), empty=_nothing())
    return ratio_figure(trace.steps, ratios, int(trace.steps[place]))


def _saturation(trace: Trace, place: int, memo: Memo) -> Figure:
    names = tuple(layer.name for layer in trace.layers)
    return idle_figure(names, trace.of_layers("idle", place), tuple(layer.activation for layer in trace.layers))


def _signal(trace: Trace, place: int, memo: Memo) -> Figure:
    title, spread = QCoreApplication.translate("Plots", "Signal"), trace.of_layers("spread", place)
    if np.isnan(spread).all():
        return Figure(title, empty=_nothing())
    names = tuple(layer.name for layer in trace.layers)
    x = np.arange(1.0, len(names) + 1)
    curves = (
        Curve(QCoreApplication.translate("Plots", "std"), x, spread, "value"),
        Curve(QCoreApplication.translate("Plots", "mean"), x, trace.of_layers("mean", place), "muted", DASHED),
    )
    return Figure(
        title,
        QCoreApplication.translate("Plots", "layer (input on the left)"),
        QCoreApplication.translate("Plots", "activation"),
        curves,
        ticks=layer_ticks(names),
        names=layer_names(names),
    )


def _through(trace: Trace, place: int, memo: Memo) -> Figure:
    title, found = QCoreApplication.translate("Plots", "Gradient through time"), trace.through_at(place)
    if not found:
        words = QCoreApplication.translate("Plots", "Shown for recurrent layers that were recorded with arrays=True.")
        return Figure(title, empty=words)
    roles = ("gradient", "value", "update", "accent")
    curves = tuple(
        Curve(through.layer, np.arange(1.0, len(through.norms) + 1), log10(through.norms), role)
        for through, role in zip(found, roles, strict=False)
    )
    worst = max(through.difference for through in found)
    note = QCoreApplication.translate(
        "Plots", "replayed here; weight gradients differ from the recorded ones by {difference}"
    ).format(difference=f"{worst:.0e}")
    return Figure(title, QCoreApplication.translate("Plots", "time step"), "‖∂L/∂h‖", curves, note=note, y_log=True)


@dataclass(frozen=True)
class RecordedPlot:
    """A row: name for files, title, and how to compute its figure for a recorded step."""

    name: str
    title: str
    figure: Callable[[Trace, int, Memo], Figure]


RECORDED = (
    RecordedPlot("depth-profile", QT_TRANSLATE_NOOP("Plots", "Depth profile"), _depth),
    RecordedPlot("flow-map", QT_TRANSLATE_NOOP("Plots", "Flow map"), _flow),
    RecordedPlot("loss", QT_TRANSLATE_NOOP("Plots", "Loss"), _loss),
    RecordedPlot("update-ratio", QT_TRANSLATE_NOOP("Plots", "Update ratio"), _ratio),
    RecordedPlot("signal", QT_TRANSLATE_NOOP("Plots", "Signal"), _signal),
    RecordedPlot("saturation", QT_TRANSLATE_NOOP("Plots", "Saturation"), _saturation),
    RecordedPlot("through-time", QT_TRANSLATE_NOOP("Plots", "Gradient through time"), _through),
)
