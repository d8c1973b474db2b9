"""PLOTS: one row for each plot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.insight.flow import DepthProfile, depth_profile
from engine.insight.predict import Predictor
from engine.insight.through_time import ThroughTime, recurrent_nodes
from engine.library.datasets import Table
from engine.program.check import load_table
from engine.runtime.debugger import Debugger
from engine.spec.experiment import Experiment
from gui.plots.figure import DASHED, MARKS, POINTS, Band, Curve, Figure, Image

FLOOR = -16.0  # log10 below which a norm is drawn at the floor and marked
GRID = 61


@dataclass(frozen=True)
class Source:
    """What a plot may look at. `memo` keeps what is costly to build for one program."""

    debugger: Debugger
    experiment: Experiment
    memo: dict[str, Any]


@dataclass(frozen=True)
class Plot:
    """A row: name for files, title, help, and how to compute its figure."""

    name: str
    title: str
    help: str
    compute: Callable[[Source], Figure]

    def shown_title(self) -> str:
        """The title in the user's language."""
        return QCoreApplication.translate("Plots", self.title)

    def figure(self, source: Source | None) -> Figure:
        """The figure, or an empty one that says what to do."""
        if source is None:
            return Figure(self.shown_title(), empty=QCoreApplication.translate("Plots", "Draw a network that can run first."))
        return self.compute(source)


def log10(values: np.ndarray) -> np.ndarray:
    """log10 with everything below the floor at the floor; nan stays."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs: np.ndarray = np.log10(np.abs(values))
    return np.where(np.isnan(values), np.nan, np.clip(logs, FLOOR, 308))


def _not_yet() -> str:
    return QCoreApplication.translate("Plots", "Nothing computed yet: step with F10, or run with F5.")


def _loss(source: Source) -> Figure:
    title = QCoreApplication.translate("Plots", "Loss")
    series = source.debugger.series
    if not len(series):
        return Figure(title, empty=QCoreApplication.translate("Plots", "The first training step is not finished yet: run with F5."))
    values = series.view("loss")
    finite = np.where(np.isfinite(values), values, np.nan)
    x, y = thin(series.steps(), finite)
    note = QCoreApplication.translate("Plots", "step {step}: {loss}").format(
        step=source.debugger.place[0] + 1, loss=_number(source.debugger.read(source.debugger.program.loss)))  # fmt: skip
    return Figure(title, QCoreApplication.translate("Plots", "training step"), QCoreApplication.translate("Plots", "loss"),
                  (Curve(QCoreApplication.translate("Plots", "loss"), x + 1, y, "loss"),),
                  cursor=source.debugger.place[0] + 1.0, note=note)  # fmt: skip


def _number(value: np.ndarray | None) -> str:
    return "–" if value is None else f"{float(value):.4g}"


def thin(x: np.ndarray, y: np.ndarray, most: int = 600) -> tuple[np.ndarray, np.ndarray]:
    """About `most` points: the lowest and the highest of each stretch, and the last point itself."""
    if len(x) <= most:
        return x.astype(float), y.copy()
    width = -(-len(x) // (most // 2))
    whole = len(x) // width * width
    blocks = y[:whole].reshape(-1, width)
    # fmin and fmax leave nan out where a stretch has any number at all.
    values = np.stack([np.fmin.reduce(blocks, axis=1), np.fmax.reduce(blocks, axis=1)], axis=1).ravel()
    places = np.stack([x[:whole:width], x[width // 2 : whole : width]], axis=1).ravel()
    return np.append(places, x[-1]).astype(float), np.append(values, y[-1])


def _depth(source: Source) -> Figure:
    title = QCoreApplication.translate("Plots", "Depth profile")
    profile = depth_profile(source.debugger)
    if np.isnan(profile.delta).all():
        return Figure(title, empty=QCoreApplication.translate("Plots", "No gradient yet: go through the backward pass (F10)."))
    x = np.arange(1.0, len(profile.layers) + 1)
    delta, weight = log10(profile.delta), log10(profile.weight)
    curves = [Curve("‖∂L/∂z‖", x, delta, "gradient"), Curve("rms ∂L/∂W", x, weight, "value", DASHED)]
    at_floor = (delta <= FLOOR) & ~np.isnan(delta)
    if at_floor.any():
        curves.append(Curve(QCoreApplication.translate("Plots", "0 or below 1e−16"), x[at_floor], delta[at_floor], "error", MARKS))
    return Figure(title, QCoreApplication.translate("Plots", "layer, input left"),
                  QCoreApplication.translate("Plots", "log₁₀ norm"), tuple(curves), bands=_bands(profile),
                  ticks=_layer_ticks(profile.layers), note=_verdict(profile), extra=_ratios(profile))  # fmt: skip


def _ratios(profile: DepthProfile) -> dict[str, str]:
    return {"ratio first/last hidden": f"{profile.ratio:.6g}", "factor per layer": f"{profile.per_layer:.6g}"}


def _layer_ticks(layers: tuple[str, ...]) -> tuple[tuple[float, str], ...]:
    every = -(-len(layers) // 11)
    return tuple(
        (i + 1.0, name) for i, name in enumerate(layers) if i % every == 0 or i == len(layers) - 1 and i % every > every // 2
    )


def _bands(profile: DepthProfile) -> tuple[Band, ...]:
    """Where delta leaves the range from 1e-3 to 1e3 of the last hidden layer."""
    hidden = profile.delta[:-1]
    if len(hidden) < 2 or not np.isfinite(hidden[-1]) or hidden[-1] == 0:
        return ()
    last = float(np.log10(hidden[-1]))
    return (Band(last - 6, last - 3, "amber_band"), Band(-400, last - 6, "red_band"),
            Band(last + 3, last + 6, "amber_band"), Band(last + 6, 400, "red_band"))  # fmt: skip


def _verdict(profile: DepthProfile) -> str:
    """The ratio in words, with the thresholds of the depth profile."""
    ratio = profile.ratio
    if np.isnan(ratio):
        return ""
    if ratio < 1e-3:
        words = QCoreApplication.translate("Plots", "vanishing")
    elif ratio > 1e3:
        words = QCoreApplication.translate("Plots", "exploding")
    else:
        words = QCoreApplication.translate("Plots", "healthy")
    return QCoreApplication.translate("Plots", "first/last hidden layer {ratio}, ×{factor} per layer: {words}").format(
        ratio=f"{ratio:.2g}", factor=f"{profile.per_layer:.3g}", words=words)  # fmt: skip


def _through_time(source: Source) -> Figure:
    title = QCoreApplication.translate("Plots", "Gradient through time")
    nodes = recurrent_nodes(source.debugger.program)
    if source.debugger.program.length < 2 or not nodes:
        return Figure(
            title,
            empty=QCoreApplication.translate(
                "Plots", "For recurrent networks: drag a wire from a layer back to itself and pick a sequence."
            ),
        )
    compute = source.memo.setdefault("through time", None) or ThroughTime(source.debugger.program)
    source.memo["through time"] = compute
    matrix = compute(source.debugger, nodes[0])
    if matrix is None:
        return Figure(title, empty=QCoreApplication.translate("Plots", "Known after the loss: step with F10."))
    logs = log10(matrix)
    # The colour range only widens, so that colours stay comparable while training.
    low, high = source.memo.get("through time range", (0.0, -15.0))
    low, high = min(low, float(np.nanmin(logs)) - 0.1), max(high, float(np.nanmax(logs)) + 0.1)
    source.memo["through time range"] = (low, high)
    length = len(matrix)
    step = -(-length // 8)
    ticks = tuple((i + 0.5, str(i + 1)) for i in range(0, length, step))
    return Figure(title, QCoreApplication.translate("Plots", "state time k"), QCoreApplication.translate("Plots", "loss time t"),
                  image=Image(logs, (0, 0, length, length), low, high, f"log₁₀ ‖∂L(t)/∂{nodes[0]}(k)‖"),
                  ticks=ticks, y_ticks=ticks, note=_lag_note(matrix))  # fmt: skip


def _lag_note(matrix: np.ndarray) -> str:
    last = matrix[-1]
    if not last[-1] > 0:
        return ""
    return QCoreApplication.translate("Plots", "loss {t}: gradient at k = 1 is {ratio} of that at k = {t}").format(
        t=len(matrix), ratio=f"{last[0] / last[-1]:.2g}")  # fmt: skip


def _update(source: Source) -> Figure:
    title = QCoreApplication.translate("Plots", "Update ratio")
    series = source.debugger.series
    if not len(series):
        return Figure(title, empty=_not_yet())
    names = [
        column.removeprefix("update/") for column in series.columns if column.startswith("update/") and column.endswith(".weight")
    ]
    curves = []
    for number, name in enumerate(names[:: max(1, len(names) // 5)][:6]):
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = series.norm(f"update/{name}") / series.norm(f"param/{name}")
        x, y = thin(series.steps(), log10(ratio))
        curves.append(
            Curve(name.removesuffix(".weight"), x + 1, y, ("value", "gradient", "loss", "update", "accent", "muted")[number])
        )
    return Figure(title, QCoreApplication.translate("Plots", "training step"), "log₁₀ (‖Δθ‖ / ‖θ‖)", tuple(curves),
                  bands=(Band(-4, -2, "amber_band"),), cursor=source.debugger.place[0] + 1.0,
                  note=QCoreApplication.translate("Plots", "around −3 is usual (band)"))  # fmt: skip


def _prediction(source: Source) -> Figure:
    title = QCoreApplication.translate("Plots", "Prediction")
    table = source.memo.get("table") or load_table(source.experiment)[0]
    source.memo["table"] = table
    if table.sequence:
        return _predicted_sequence(source, table, title)
    features = table.inputs.shape[1]
    if features == 1:
        return _fitted_curve(source, table, title)
    if features == 2:
        return _boundary(source, table, title)
    return Figure(title, empty=QCoreApplication.translate("Plots", "Shown for one or two input features, or for sequences."))


def _predictor(source: Source, inputs: np.ndarray) -> Predictor:
    if "predictor" not in source.memo:
        source.memo["predictor"] = Predictor(source.experiment, inputs)
    predictor: Predictor = source.memo["predictor"]
    return predictor


def _boundary(source: Source, table: Table, title: str) -> Figure:
    low, high = table.inputs.min(0), table.inputs.max(0)
    margin = 0.25 * np.maximum(high - low, 1e-6)
    low, high = low - margin, high + margin
    xs, ys = np.linspace(low[0], high[0], GRID), np.linspace(low[1], high[1], GRID)
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    output = _predictor(source, grid)(source.debugger.learned())[:, 0].reshape(GRID, GRID)
    targets = table.targets[:, 0]
    middle = (targets.min() + targets.max()) / 2
    span = max(float(targets.max() - middle), 1e-6)
    curves = []
    for chosen, name, role in ((targets <= middle, "0", "point_dark"), (targets > middle, "1", "point_light")):
        label = QCoreApplication.translate("Plots", "target {value}").format(value=name)
        curves.append(Curve(label, table.inputs[chosen, 0], table.inputs[chosen, 1], role, POINTS))
    image = Image(output - middle, (low[0], low[1], high[0] - low[0], high[1] - low[1]), -span, span,
                  QCoreApplication.translate("Plots", "output − {middle}").format(middle=f"{middle:g}"), signed=True)  # fmt: skip
    names = table.input_names or ("x1", "x2")
    note = QCoreApplication.translate("Plots", "points: dark = target 0, light = target 1")
    return Figure(title, names[0], names[1], tuple(curves), image, note=note, square=True)


def _fitted_curve(source: Source, table: Table, title: str) -> Figure:
    x = table.inputs[:, 0]
    margin = 0.1 * max(float(x.max() - x.min()), 1e-6) if len(x) > 1 else 1.0
    grid = np.linspace(x.min() - margin, x.max() + margin, 200)
    output = _predictor(source, grid.reshape(-1, 1))(source.debugger.learned())[:, 0]
    finite = np.where(np.isfinite(output), output, np.nan)
    curves = (Curve(QCoreApplication.translate("Plots", "target"), x, table.targets[:, 0], "loss", POINTS),
              Curve(QCoreApplication.translate("Plots", "network"), grid, finite, "value"))  # fmt: skip
    spread = table.targets.max() - table.targets.min() or 1.0
    limits = (float(table.targets.min() - 0.6 * spread), float(table.targets.max() + 0.6 * spread))
    return Figure(title, (table.input_names or ("x",))[0], "y", curves, y_range=limits)


def _predicted_sequence(source: Source, table: Table, title: str) -> Figure:
    output = _predictor(source, table.inputs)(source.debugger.learned())[0]
    time = np.arange(1.0, table.length + 1)
    if output.shape[1] > 1 and len(table.target_names) == output.shape[1] and table.targets.ndim == 3:
        return _predicted_letters(output, table, title)
    wanted = (
        table.targets[0, :, 0] if table.targets.ndim == 3 else np.append(np.full(table.length - 1, np.nan), table.targets[0, 0])
    )
    curves = (Curve(QCoreApplication.translate("Plots", "target"), time, wanted, "loss", POINTS),
              Curve(QCoreApplication.translate("Plots", "network"), time, output[:, 0], "value"))  # fmt: skip
    return Figure(title, QCoreApplication.translate("Plots", "time step"), "y", curves)


def _predicted_letters(output: np.ndarray, table: Table, title: str) -> Figure:
    """Probability of each character at each time step."""
    weights = np.exp(output - output.max(axis=1, keepdims=True))
    chances = weights / weights.sum(axis=1, keepdims=True)
    names = table.target_names
    if table.inputs.shape[-1] == 1:  # class numbers
        inputs = [names[int(i)] for i in table.inputs[0, :, 0]]
    else:
        inputs = [table.input_names[i] for i in table.inputs[0].argmax(1)]
    wanted = [names[i] for i in table.targets[0].argmax(1)]
    said = [names[i] for i in chances.argmax(1)]
    correct = np.argmax(table.targets[0], axis=1)
    step = -(-len(wanted) // 20)
    ticks = tuple((i + 0.5, f"{a}→{b}") for i, (a, b) in enumerate(zip(inputs, wanted, strict=True)) if i % step == 0)
    marks = Curve(QCoreApplication.translate("Plots", "target"), np.arange(len(wanted)) + 0.5, correct + 0.5, "gradient", POINTS)
    return Figure(title, QCoreApplication.translate("Plots", "time step: input → target"),
                  QCoreApplication.translate("Plots", "next character"), (marks,),
                  Image(chances.T, (0, 0, len(wanted), len(names)), 0, 1, QCoreApplication.translate("Plots", "probability")),
                  ticks=ticks, y_ticks=tuple((i + 0.5, name) for i, name in enumerate(names)),
                  note=QCoreApplication.translate("Plots", "the network says: {said}").format(said="".join(said)))  # fmt: skip


PLOTS = (
    Plot("loss", QT_TRANSLATE_NOOP("Plots", "Loss"), QT_TRANSLATE_NOOP("Plots", "Loss of every training step."), _loss),
    Plot("depth-profile", QT_TRANSLATE_NOOP("Plots", "Depth profile"),
         QT_TRANSLATE_NOOP("Plots", "Gradient by layer: does it vanish or explode on its way to the input?"), _depth),
    Plot("through-time", QT_TRANSLATE_NOOP("Plots", "Gradient through time"),
         QT_TRANSLATE_NOOP("Plots", "How much the loss at time t depends on the state at time k."), _through_time),
    Plot("prediction", QT_TRANSLATE_NOOP("Plots", "Prediction"),
         QT_TRANSLATE_NOOP("Plots", "Decision boundary, fitted curve or predicted sequence."), _prediction),
    Plot("update-ratio", QT_TRANSLATE_NOOP("Plots", "Update ratio"),
         QT_TRANSLATE_NOOP("Plots", "Size of each update beside the size of the weights."), _update),
)  # fmt: skip
