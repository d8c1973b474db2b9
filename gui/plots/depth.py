"""Plots over depth: gradients, signals, saturation, Jacobians, and the flow map over depth and training."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.flow.depth import (
    EXPLODING,
    SEVERE,
    VANISHING,
    DepthHistory,
    DepthProfile,
    Station,
    by_station,
    depth_history,
    depth_profile,
    signal_profile,
    stations,
)
from engine.insight.flow.jacobian import Jacobians
from engine.insight.moment.fields import grid_of
from engine.library.window import Grid
from engine.runtime.debugger import Debugger
from gui.look.figure import DASHED, MARKS, PATH, Band, Curve, Figure, Image
from gui.look.sentences import position_words
from gui.notation.numbers import rounded
from gui.plots.source import FLOOR, Options, Source, layer_names, layer_ticks, log10, no_gradient_yet, no_step_yet, not_yet, widened
from gui.session.memo import Memo

COLUMNS = 400  # of the flow map


def depth(source: Source) -> Figure:
    """Norm of the error of every layer, and of the gradient of its weights."""
    profile = depth_profile(source.debugger)
    history = depth_history(source.debugger).upto(source.debugger.place[0], profile.ratio)
    along = stations(profile.layers, source.experiment.network)
    more = [] if source.other is None else _compared(source.other, profile, along)
    return profile_figure(profile, history, "‖∂L/∂z‖", more, along)


def profile_figure(
    profile: DepthProfile, history: DepthHistory, name: str, more: list[Curve], along: tuple[Station, ...] = ()
) -> Figure:
    """A depth profile, and how it came to be; `name` says what its delta is, `along` which layers are drawn as one."""
    title = QCoreApplication.translate("Plots", "Depth profile")
    if np.isnan(profile.delta).all():
        return Figure(title, empty=no_gradient_yet())
    shown = by_station(profile, along) if along else profile
    x = np.arange(1.0, len(shown.layers) + 1)
    delta, weight = log10(shown.delta), log10(shown.weight)
    curves = [Curve(name, x, delta, "gradient")]
    weighted = ~np.isnan(weight)  # layers without a matrix, as norms are, do not break the line
    if weighted.any():
        curves.append(Curve("rms ∂L/∂W", x[weighted], weight[weighted], "value", DASHED))
    at_floor = (delta <= FLOOR) & ~np.isnan(delta)
    if at_floor.any():
        curves.append(Curve(QCoreApplication.translate("Plots", "0 or below 1e−16"), x[at_floor], delta[at_floor], "error", MARKS))
    curves += more
    return Figure(
        title,
        QCoreApplication.translate("Plots", "layer (input on the left)"),
        QCoreApplication.translate("Plots", "norm"),
        tuple(curves),
        bands=_bands(profile),
        ticks=layer_ticks(shown.layers),
        names=layer_names(shown.layers),
        note=". ".join(filter(None, (_verdict(profile, history), _block_note(along)))),
        extra=_ratios(profile),
        y_log=True,
    )


def _block_note(along: tuple[Station, ...]) -> str:
    """What the number of a collapsed block is, if there is one."""
    return QCoreApplication.translate("Plots", "block: RMS over its layers") if any(len(s.layers) > 1 for s in along) else ""


def _ratios(profile: DepthProfile) -> dict[str, str]:
    return {"ratio first/last hidden": f"{profile.ratio:.6g}", "factor per layer": f"{profile.per_layer:.6g}"}


def _bands(profile: DepthProfile) -> tuple[Band, ...]:
    """Where delta is vanishing or exploding, relative to the last hidden layer."""
    hidden = profile.delta[:-1]
    if len(hidden) < 2 or not np.isfinite(hidden[-1]) or hidden[-1] == 0:
        return ()
    last = float(np.log10(hidden[-1]))
    far = QCoreApplication.translate("Plots", "vanishing or exploding")
    very_far = QCoreApplication.translate("Plots", "factor above {limit}").format(limit=rounded(SEVERE))
    low, high, severe = (float(np.log10(limit)) for limit in (VANISHING, EXPLODING, SEVERE))
    return (
        Band(last - severe, last + low, "amber_band", far),
        Band(-400, last - severe, "red_band", very_far),
        Band(last + high, last + severe, "amber_band", far),
        Band(last + severe, 400, "red_band", very_far),
    )


def _verdict(profile: DepthProfile, history: DepthHistory) -> str:
    """The ratio in words: now, since when, and the worst moment if it was another verdict."""
    found = history.verdicts[-1]
    if not found:
        return ""
    since, factor = history.since, f"{profile.per_layer:.3g}"
    told = QCoreApplication.translate("Plots", "×{factor} per layer, first/last {ratio}: {words}")
    if since < history.steps[-1]:
        told = QCoreApplication.translate("Plots", "×{factor} per layer, first/last {ratio}: {words} since step {since}")
    note = told.format(ratio=f"{profile.ratio:.2g}", factor=factor, words=_in_words(found), since=since + 1)
    if profile.plunge is not None:
        layer, share = profile.plunge
        but = QCoreApplication.translate("Plots", "but {layer} gets only {share} of what the last hidden layer gets")
        note = f"{note}, {but.format(layer=layer, share=f'{share:.1g}')}"
    if history.worst is None:
        return note
    then = QCoreApplication.translate("Plots", "before that {words}, at worst ×{factor} per layer at step {step}").format(
        words=_in_words(history.verdicts[history.worst]),
        factor=f"{history.factors[history.worst]:.3g}",
        step=int(history.steps[history.worst]) + 1,
    )
    return f"{note}; {then}"


def _in_words(found: str) -> str:
    """A verdict in the user's language."""
    return {
        "vanishing": QCoreApplication.translate("Plots", "vanishing"),
        "exploding": QCoreApplication.translate("Plots", "exploding"),
        "shrinking": QCoreApplication.translate("Plots", "shrinking"),
        "growing": QCoreApplication.translate("Plots", "growing"),
        "healthy": QCoreApplication.translate("Plots", "healthy"),
    }.get(found, "")


def _compared(debugger: Debugger, profile: DepthProfile, along: tuple[Station, ...]) -> list[Curve]:
    """The profile of the other network, where it has the same layers."""
    other = depth_profile(debugger)
    common = [i for i, station in enumerate(along) if set(other.layers).issuperset(station.layers)]
    if not common or np.isnan(other.delta).all():
        return []
    y = log10(by_station(other, tuple(along[i] for i in common)).delta)
    return [Curve(QCoreApplication.translate("Plots", "‖∂L/∂z‖, other network"), np.array(common) + 1.0, y, "accent", DASHED)]


def flow_options(source: Source) -> Options:
    """Which gradient the map shows."""
    return ("delta", "‖∂L/∂z‖"), ("weight", "‖∂L/∂W‖")


def flow_map(source: Source) -> Figure:
    """Gradient of every layer in every training step."""
    series, program = source.debugger.series, source.debugger.program
    along = stations(program.layers, source.experiment.network)
    if not len(series):
        return Figure(QCoreApplication.translate("Plots", "Flow map"), empty=no_step_yet())
    weight = source.option == "weight"
    rows = np.arange(len(series)) if len(series) <= COLUMNS else np.linspace(0, len(series) - 1, COLUMNS).round().astype(int)
    norms = np.array([_norms(source, station, weight, rows) for station in along])
    name = "‖∂L/∂W‖" if weight else "‖∂L/∂z‖"
    return map_figure(
        log10(norms),
        (float(series.steps()[0]), float(series.steps()[-1])),
        tuple(station.name for station in along),
        name,
        source.debugger.place[0],
        source.memo,
        judged=not weight,
        note=_block_note(along),
    )


def _norms(source: Source, station: Station, weight: bool, rows: np.ndarray) -> np.ndarray:
    """The norm of a layer in recorded steps, or the root mean square of those of a block; nan where none is known."""
    series = source.debugger.series
    columns = [found for name in station.layers if (found := _columns(source, name, weight))]
    if not columns:
        return np.full(len(rows), np.nan)
    with np.errstate(all="ignore"):
        squares = [sum((series.view(column)[rows] for column in found), np.zeros(len(rows))) for found in columns]
        norms: np.ndarray = np.sqrt(squares[0] if len(squares) == 1 else np.mean(squares, axis=0))
    return norms


def map_figure(
    logs: np.ndarray,
    steps: tuple[float, float],
    names: tuple[str, ...],
    label: str,
    now: int,
    memo: Memo,
    judged: bool = True,
    note: str = "",
) -> Figure:
    """A map of (layers, recorded steps) between the first and the last step; `judged` marks where it vanishes or explodes."""
    title = QCoreApplication.translate("Plots", "Flow map")
    limits = _limits(logs, np.linspace(steps[0] + 0.5, steps[1] + 1.5, logs.shape[1] + 1)) if judged else ()
    limited = QCoreApplication.translate("Plots", "limits relative to the last hidden layer") if limits else ""
    low, high = widened(memo, ("flow", label), logs, (-1.0, 0.0))
    first, last = steps[0] + 0.5, steps[1] + 1.5
    return Figure(
        title,
        QCoreApplication.translate("Plots", "training step"),
        QCoreApplication.translate("Plots", "layer (input at the bottom)"),
        limits,
        Image(logs, (first, 0.5, last - first, len(names)), low, high, label, log=True),
        y_ticks=layer_ticks(names),
        y_names=layer_names(names),
        cursor=now + 1.0,
        note=". ".join(filter(None, (limited, note))),
        named=True,
    )


def _limits(logs: np.ndarray, edges: np.ndarray) -> tuple[Curve, ...]:
    """The limits of the depth profile's bands as lines over the map: the layers below each are beyond it."""
    hidden = logs[:-1]
    if len(hidden) < 2:
        return ()
    with np.errstate(invalid="ignore"):
        relative = hidden - hidden[-1]
    curves = []
    for name, limit, role in (
        (QCoreApplication.translate("Plots", "below: vanishing (< {limit})"), VANISHING, "update"),
        (QCoreApplication.translate("Plots", "below: < {limit}"), 1 / SEVERE, "error"),
        (QCoreApplication.translate("Plots", "below: exploding (> {limit})"), EXPLODING, "gradient"),
    ):
        beyond = relative < np.log10(limit) if limit < 1 else relative > np.log10(limit)
        if beyond.any():
            tops = np.where(beyond.any(axis=0), len(hidden) - beyond[::-1].argmax(axis=0) + 0.5, np.nan)
            curves.append(Curve(name.format(limit=rounded(limit)), np.repeat(edges, 2)[1:-1], np.repeat(tops, 2), role, PATH))
    return tuple(curves)


def _columns(source: Source, node: str, weight: bool) -> list[str]:
    """The columns of the series that belong to a layer."""
    program, known = source.debugger.program, source.debugger.series.columns
    if not weight:
        return [name for name in (f"delta/{node}",) if name in known]
    own = (
        slot.name for slot in program.slots if slot.index in program.used_gradient and slot.node == node and len(slot.shape) == 2
    )
    return [name for name in (f"grad/{parameter}" for parameter in own) if name in known]


def signal(source: Source) -> Figure:
    """Mean and spread of the activations of every layer, and how alike two samples look."""
    title = QCoreApplication.translate("Plots", "Signal")
    profile = signal_profile(source.debugger)
    if np.isnan(profile.std).all():
        return Figure(title, empty=not_yet())
    x = np.arange(1.0, len(profile.layers) + 1)
    curves = (
        Curve(QCoreApplication.translate("Plots", "std"), x, profile.std, "value"),
        Curve(QCoreApplication.translate("Plots", "mean"), x, profile.mean, "muted", DASHED),
        Curve(QCoreApplication.translate("Plots", "cosine between samples"), x, profile.cosine, "update", DASHED),
    )
    note = QCoreApplication.translate("Plots", "variance last/first {ratio}; cosine 1: all samples look alike").format(
        ratio=f"{profile.variance_ratio:.2g}"
    )
    return Figure(
        title,
        QCoreApplication.translate("Plots", "layer (input on the left)"),
        QCoreApplication.translate("Plots", "activation"),
        curves,
        ticks=layer_ticks(profile.layers),
        names=layer_names(profile.layers),
        note=note,
    )


def saturation(source: Source) -> Figure:
    """Share of saturated elements or dead units per layer."""
    title = QCoreApplication.translate("Plots", "Saturation")
    profile = signal_profile(source.debugger)
    if np.isnan(profile.std).all():
        return Figure(title, empty=not_yet())
    return idle_figure(profile.layers, profile.idle, profile.activations)


def idle_figure(layers: tuple[str, ...], idle: np.ndarray, activations: tuple[str, ...]) -> Figure:
    """Shares of idle elements per layer."""
    title = QCoreApplication.translate("Plots", "Saturation")
    if np.isnan(idle).all():
        return Figure(
            title, empty=QCoreApplication.translate("Plots", "Shown for layers with sigmoid, tanh or ReLU; this network has none.")
        )
    x = np.arange(1.0, len(layers) + 1)
    dead = np.array([kind == "relu" for kind in activations])
    curves = []
    for chosen, name, role in (
        (~dead, QCoreApplication.translate("Plots", "saturated"), "update"),
        (dead, QCoreApplication.translate("Plots", "dead ReLU units"), "error"),
    ):
        if (chosen & ~np.isnan(idle)).any():
            curves.append(Curve(name, x, np.where(chosen, 100 * idle, np.nan), role))
    note = QCoreApplication.translate(
        "Plots", "sigmoid outside 0.05–0.95, tanh outside ±0.97, ReLU 0 (GELU, SiLU nearly 0) for every sample in the batch"
    )
    return Figure(
        title,
        QCoreApplication.translate("Plots", "layer (input on the left)"),
        QCoreApplication.translate("Plots", "share (%)"),
        tuple(curves),
        bands=(
            Band(20, 50, "amber_band", "20–50%"),
            Band(50, 400, "red_band", QCoreApplication.translate("Plots", "over 50%")),
        ),
        ticks=layer_ticks(layers),
        names=layer_names(layers),
        note=note,
        y_range=(0.0, 100.0),
    )


def jacobian_options(source: Source) -> Options:
    """Single steps of the chain, or the product accumulated from the output."""
    return (
        ("product", QCoreApplication.translate("Plots", "accumulated from the output")),
        ("single", QCoreApplication.translate("Plots", "single steps")),
    )


def jacobian(source: Source) -> Figure:
    """Singular values of the Jacobians between layers, or between time steps."""
    title = QCoreApplication.translate("Plots", "Jacobian")
    compute = source.memo.made(Jacobians, lambda: Jacobians(source.debugger.program))
    spectrum = compute(source.debugger, source.sample, lambda slot: source.spot.on(_grid(source, slot)))
    if not compute.possible:
        words = QCoreApplication.translate(
            "Plots", "Shown for networks with two or more hidden layers, or with a recurrent layer: add a layer from the palette."
        )
        return Figure(title, empty=words)
    if spectrum is None:
        words = QCoreApplication.translate("Plots", "No Jacobian yet: step with F10 until the backward pass is done.")
        return Figure(title, empty=words)
    rows = spectrum.single if source.option == "single" else spectrum.product
    x = np.arange(1.0, len(rows) + 1)
    parts = (
        ("σ max", np.max, "gradient", "line"),
        (QCoreApplication.translate("Plots", "median"), np.median, "value", "line"),
        ("σ min", np.min, "muted", DASHED),
    )
    curves = [Curve(name, x, log10(np.array([pick(row) for row in rows])), role, style) for name, pick, role, style in parts]
    curves.append(Curve("1", x, np.zeros(len(x)), "accent", DASHED))
    means = float(np.mean([row.mean() for row in spectrum.single]))
    note = QCoreApplication.translate("Plots", "sample {sample}; mean singular value per step: {mean}").format(
        sample=source.sample + 1, mean=f"{means:.3g}"
    )
    last = source.debugger.program.names.get(spectrum.stations[-1], -1)
    if last >= 0 and (grid := _grid(source, last)):
        note = f"{position_words(source.spot.on(grid), grid)}, {note}"
    note = f"σ({_derivatives(spectrum.stations, source.option == 'single')}): {note}"
    places = tuple(_station(name) for name in spectrum.stations[: len(rows)])
    label = (
        QCoreApplication.translate("Plots", "time step")
        if source.debugger.program.length > 1
        else QCoreApplication.translate("Plots", "layer (input on the left)")
    )
    return Figure(title, label, "σ", tuple(curves), ticks=layer_ticks(places), names=layer_names(places), note=note, y_log=True)


def _grid(source: Source, slot: int) -> Grid:
    return grid_of(source.debugger.program, source.experiment.network, slot)


def _derivatives(stations: tuple[str, ...], single: bool) -> str:
    """Of what the Jacobians are, from the first to the last: `∂h3.z/∂h1.z … ∂h3.z/∂h2.z`."""
    above = stations[1:] if single else stations[-1:] * (len(stations) - 1)
    named = [f"∂{later}/∂{earlier}" for later, earlier in zip(above, stations[:-1], strict=True)]
    return named[0] if len(named) == 1 else f"{named[0]} … {named[-1]}"


def _station(name: str) -> str:
    """`h3` for h3.z, `12` for h.a[12]."""
    return name.rpartition("[")[2].rstrip("]") if name.endswith("]") else name.removesuffix(".z")
