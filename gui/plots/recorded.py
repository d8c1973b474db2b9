"""Plots of a recorded run: the same figures as of a network drawn here, from the recorded numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.trace.trace import REVERSE, Through, Trace, facts
from gui.look.figure import DASHED, LINE, MARKS, RING, Curve, Figure
from gui.notation.numbers import number
from gui.plots.depth import idle_figure, map_figure, profile_figure
from gui.plots.source import LINES, Options, layer_names, layer_ticks, log10
from gui.plots.training import least_range, ratio_figure, spread
from gui.session.recording import Record

COLUMNS = 400  # of the flow map
WEIGHTS = "weight"


def _nothing() -> str:
    return QCoreApplication.translate("Plots", "Not in this recording: runs recorded with bpx_record.py have this plot.")


def _other() -> str:
    return QCoreApplication.translate("Plots", "other run")


def _names(trace: Trace) -> tuple[str, ...]:
    return tuple(layer.name for layer in trace.layers)


# over training steps -----------------------------------------------------------------------------


def loss(record: Record) -> Figure:
    """Loss of every recorded step, dashed that of the other run."""
    title, trace = QCoreApplication.translate("Plots", "Loss"), record.trace
    values = trace.column("loss")
    if not np.isfinite(values).any():
        return Figure(title, empty=_nothing())
    curves = [_over_steps(trace, QCoreApplication.translate("Plots", "loss"), values, "loss")]
    curves += _held_out(trace)
    if np.isfinite(trace.column("baseline")).any():
        name = QCoreApplication.translate("Plots", "best constant prediction")
        curves.append(_over_steps(trace, name, trace.column("baseline"), "muted", DASHED))
    if record.other is not None and np.isfinite(record.other.column("loss")).any():
        curves.append(_over_steps(record.other, _other(), record.other.column("loss"), "accent", DASHED))
    return Figure(
        title,
        QCoreApplication.translate("Plots", "training step"),
        QCoreApplication.translate("Plots", "loss"),
        (*curves, *_broken_steps(trace, trace.broken("loss"), curves[0])),
        cursor=record.step + 1.0,
        note=_loss_words(record),
        steps=True,
        y_range=least_range(curves, facts(trace).baseline),
    )


def _loss_words(record: Record) -> str:
    value, measured = record.trace.column("loss")[record.place], not np.isnan(record.trace.column("loss")[record.place])
    broken = bool(record.trace.broken("loss")[record.place])
    said = number(value) if measured or broken else QCoreApplication.translate("Plots", "not recorded")
    return QCoreApplication.translate("Plots", "step {step}: {loss}").format(step=record.step + 1, loss=said)


def _over_steps(trace: Trace, name: str, values: np.ndarray, role: str, style: str = LINE) -> Curve:
    """A column where it was measured; a gap where what was measured is not finite."""
    with np.errstate(invalid="ignore"):
        return Curve(name, trace.steps + 1.0, np.where(np.isfinite(values), values, np.nan), role, style)


def _broken_steps(trace: Trace, broken: np.ndarray, curve: Curve) -> list[Curve]:
    """A mark where numbers begin to be not finite, which is something else than a gap."""
    if not broken.any():
        return []
    top = float(np.nanmax(curve.y)) if np.isfinite(curve.y).any() else 0.0
    first = np.flatnonzero(broken)[:1]  # whatever comes after it is a consequence
    return [Curve(_not_finite(), trace.steps[first] + 1.0, np.full(len(first), top), "error", MARKS)]


def _not_finite() -> str:
    return QCoreApplication.translate("Plots", "not finite (NaN or ∞)")


def _held_out(trace: Trace) -> list[Curve]:
    """The losses on held-out samples at the steps at which they were measured; none if there are none."""
    values = trace.column("held_out")
    measured = np.isfinite(values)
    if not measured.any():
        return []
    name = QCoreApplication.translate("Plots", "held-out samples")
    return [Curve(name, trace.steps[measured] + 1.0, values[measured], "gradient")]


def gradient_norm(record: Record) -> Figure:
    """Norm of the whole gradient in every recorded step, before and after clipping."""
    title, norms = QCoreApplication.translate("Plots", "Gradient norm"), whole_gradient(record.trace)
    if norms is None:
        return Figure(title, empty=_nothing())
    clip = record.trace.column("clip")
    cut = np.isfinite(clip) & (clip < 0.99)
    curves, note = [], QCoreApplication.translate("Plots", "no clipping")
    with np.errstate(all="ignore"):
        before = np.where(cut & (clip > 0), norms / clip, norms)
    curves.append(_over_steps(record.trace, "‖∂L/∂θ‖", log10(before), "gradient"))
    if cut.any():
        after = QCoreApplication.translate("Plots", "after clipping")
        curves.append(_over_steps(record.trace, after, log10(norms), "update", DASHED))
        share = f"{float(cut.sum() / np.isfinite(clip).sum()):.0%}"
        note = QCoreApplication.translate("Plots", "gradient clipped in {share} of the steps").format(share=share)
    other = None if record.other is None else whole_gradient(record.other)
    if record.other is not None and other is not None:
        curves.append(_over_steps(record.other, _other(), log10(other), "accent", DASHED))
    return Figure(
        title,
        QCoreApplication.translate("Plots", "training step"),
        "‖∂L/∂θ‖",
        (*curves, *_broken_steps(record.trace, _broken_gradient(record.trace), curves[0])),
        cursor=record.step + 1.0,
        note=note,
        y_log=True,
        steps=True,
    )


def whole_gradient(trace: Trace) -> np.ndarray | None:
    """The norm of the gradient of all parameters at each step; nan where none was measured; None if none ever was."""
    columns = [values for name, values in trace.columns.items() if name.startswith("grad/")]
    if trace.of_weights:
        columns = [trace.column(f"delta/{layer.name}") for layer in trace.layers]
    if not columns:
        return None
    parts = np.array(columns)
    with np.errstate(all="ignore"):
        norms: np.ndarray = np.sqrt(np.nansum(parts**2, axis=0))
    norms[np.isnan(parts).all(axis=0) | _broken_gradient(trace)] = np.nan
    return norms if np.isfinite(norms).any() else None


def _broken_gradient(trace: Trace) -> np.ndarray:
    """At which steps a gradient was measured and is not finite."""
    kind = "delta/" if trace.of_weights else "grad/"
    found = [trace.broken(name) for name in trace.columns if name.startswith(kind)]
    return np.any(found, axis=0) if found else np.zeros(len(trace.steps), bool)


def update_ratio(record: Record) -> Figure:
    """Update relative to weight size of the marked layers, or of those that a finding names and some from the first to the last."""
    trace, ratios = record.trace, record.trace.ratios()
    if not ratios:
        return Figure(QCoreApplication.translate("Plots", "Update ratio"), empty=_nothing())
    chosen = {name: values for name, values in ratios.items() if name.rpartition(".")[0] in record.marked}
    shown = dict(list(chosen.items())[: len(LINES)]) if chosen else _telling(record, ratios)
    figure = ratio_figure(trace.steps, shown, record.step, names=record.short)
    count, most = min(len(shown), len(LINES)), len(chosen or ratios)
    if count == most:
        return figure
    words = QCoreApplication.translate("Plots", "shown: {shown} of {most}; mark layers in the table to see their curves")
    return replace(figure, note=words.format(shown=count, most=most))


def _telling(record: Record, ratios: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """As many as there are lines: up to half of them of layers that findings name, the others evenly from the first to the last."""
    named = {name: None for finding in record.findings for name in finding.layers}
    told = [name for layer in named for name in ratios if name.rpartition(".")[0] == layer][: len(LINES) // 2]
    rest = spread([name for name in ratios if name not in told], len(LINES) - len(told))
    return {name: ratios[name] for name in ratios if name in told or name in rest}


# over the layers ---------------------------------------------------------------------------------


def _measure(trace: Trace) -> str:
    """What the numbers of the layers are."""
    return "‖∂L/∂W‖" if trace.of_weights else "rms ∂L/∂z"


def depth(record: Record) -> Figure:
    """The gradient at each layer at this step."""
    trace, profile = record.trace, record.trace.depth_profile(record.place)
    history, logs = trace.depth_history().upto(record.step, profile.ratio), log10(profile.delta)
    more = [*_compared(record, "delta", log10), *_marks(record, logs), *_broken_layers(record, "delta", logs)]
    return profile_figure(profile, history, _measure(trace), more)


def _compared(record: Record, kind: str, scale: object = None) -> list[Curve]:
    """A number of the other run's layers, where it has the same."""
    if record.other is None:
        return []
    values = dict(zip(_names(record.other), record.other.of_layers(kind, record.other_place), strict=True))
    common = [(place, values[name]) for place, name in enumerate(_names(record.trace)) if name in values]
    if not common or not len(record.other.steps):
        return []
    x, y = np.array(common).T
    return [] if np.isnan(y).all() else [Curve(_other(), x + 1.0, scale(y) if callable(scale) else y, "accent", DASHED)]


def _marks(record: Record, y: np.ndarray) -> list[Curve]:
    """Rings around the marked layers."""
    marked = set(record.marked)
    places = np.array([number for number, name in enumerate(_names(record.trace)) if name in marked], int)
    return [Curve(QCoreApplication.translate("Plots", "marked"), places + 1.0, y[places], "accent", RING)] if len(places) else []


def _broken_layers(record: Record, kind: str, y: np.ndarray) -> list[Curve]:
    """Marks at layers whose number was measured and is not finite: a gap says that nothing was measured."""
    broken = _places(record.trace.broken(f"{kind}/{name}")[record.place] for name in _names(record.trace))
    if not len(broken):
        return []
    finite = y[np.isfinite(y)]
    return [Curve(_not_finite(), broken + 1.0, np.full(len(broken), finite.max() if finite.size else 0.0), "error", MARKS)]


def _places(which: Iterable[object]) -> np.ndarray:
    return np.flatnonzero(np.array(list(which), bool))


def flow_options(record: Record) -> Options:
    """Which gradient the map shows."""
    return () if record.trace.of_weights else (("delta", "rms ∂L/∂z"), (WEIGHTS, "rms ∂L/∂W"))


def flow_map(record: Record) -> Figure:
    """The gradient of every layer at every recorded step."""
    trace = record.trace
    rows = np.unique(np.linspace(0, len(trace.steps) - 1, min(COLUMNS, len(trace.steps))).round().astype(int))
    weights = record.option == WEIGHTS
    if weights:
        values = np.array([trace.weight_gradients(layer, rows) for layer in trace.layers])
    else:
        values = np.array([trace.column(f"delta/{layer.name}")[rows] for layer in trace.layers])
    if not np.isfinite(values).any():
        return Figure(QCoreApplication.translate("Plots", "Flow map"), empty=_nothing())
    label = "rms ∂L/∂W" if weights else _measure(trace)
    span = (float(trace.steps[0]), float(trace.steps[-1]))
    figure = map_figure(log10(values), span, _names(trace), label, record.step, record.memo, judged=not weights)
    more = (*_map_marks(record), *([] if weights else _map_broken(trace)))
    return replace(figure, curves=(*figure.curves, *more))


def _map_marks(record: Record) -> list[Curve]:
    """Rings where the marked layers cross the present step."""
    marked = _places(name in record.marked for name in _names(record.trace))
    name, x = QCoreApplication.translate("Plots", "marked"), np.full(len(marked), record.step + 1.0)
    return [Curve(name, x, marked + 1.0, "accent", RING)] if len(marked) else []


def _map_broken(trace: Trace) -> list[Curve]:
    """Where each layer's gradient is not finite for the first time; what was not measured is hatched."""
    places = []
    for layer, name in enumerate(_names(trace)):
        broken = np.flatnonzero(trace.broken(f"delta/{name}"))
        if len(broken):
            places.append((float(trace.steps[broken[0]]) + 1.0, layer + 1.0))
    x, y = np.array(places).reshape(-1, 2).T
    return [Curve(_not_finite(), x, y, "error", MARKS)] if places else []


def saturation(record: Record) -> Figure:
    """Shares of idle units at this step."""
    trace = record.trace
    idle = trace.of_layers("idle", record.place)
    more = [*_compared(record, "idle", lambda share: 100 * share), *_marks(record, 100 * idle)]
    figure = idle_figure(_names(trace), idle, tuple(layer.activation for layer in trace.layers))
    return figure if figure.empty else replace(figure, curves=(*map(_joined, figure.curves), *more))


def _joined(curve: Curve) -> Curve:
    """A line over those layers that can have the number at all: a norm between two of them does not break it."""
    known = ~np.isnan(curve.y)
    return replace(curve, x=curve.x[known], y=curve.y[known])


def signal(record: Record) -> Figure:
    """Mean and spread of what comes out of each layer at this step."""
    title, trace = QCoreApplication.translate("Plots", "Signal"), record.trace
    spread, names = trace.of_layers("spread", record.place), _names(trace)
    if np.isnan(spread).all() and not any(trace.broken(f"spread/{name}")[record.place] for name in names):
        return Figure(title, empty=_nothing())
    x = np.arange(1.0, len(names) + 1)
    curves = (
        Curve(QCoreApplication.translate("Plots", "std"), x, spread, "value"),
        Curve(QCoreApplication.translate("Plots", "mean"), x, trace.of_layers("mean", record.place), "muted", DASHED),
        *_compared(record, "spread"),
        *_marks(record, spread),
        *_broken_layers(record, "spread", spread),
    )
    return Figure(
        title,
        QCoreApplication.translate("Plots", "layer (input on the left)"),
        QCoreApplication.translate("Plots", "activation"),
        curves,
        ticks=layer_ticks(names),
        names=layer_names(names),
    )


# over time ---------------------------------------------------------------------------------------


def _layer(through: Through) -> str:
    """The recorded layer, of which a direction is a part."""
    return through.layer.removesuffix(REVERSE)


def through_time(record: Record) -> Figure:
    """The gradient with respect to the state of the recurrent layers at each time step."""
    title, found = QCoreApplication.translate("Plots", "Gradient through time"), record.trace.through_at(record.place)
    if not found:
        words = QCoreApplication.translate("Plots", "Shown for recurrent layers that were recorded with arrays=True.")
        return Figure(title, empty=words)
    marked = [through for through in found if _layer(through) in record.marked]
    curves = [
        Curve(through.layer, np.arange(1.0, len(through.norms) + 1), log10(through.norms), role, about=_layer(through))
        for through, role in zip(marked or found, LINES, strict=False)
    ]
    if record.other is not None:
        curves += [
            Curve(f"{through.layer}, {_other()}", np.arange(1.0, len(through.norms) + 1), log10(through.norms), "accent", DASHED)
            for through in record.other.through_at(record.other_place)[:1]
        ]
    worst = max(through.difference for through in found)
    note = QCoreApplication.translate(
        "Plots", "replayed here; weight gradients differ from the recorded ones by {difference}"
    ).format(difference=f"{worst:.0e}")
    return Figure(title, QCoreApplication.translate("Plots", "time step"), "‖∂L/∂h‖", tuple(curves), note=note, y_log=True)
