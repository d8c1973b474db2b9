"""Plots over time: gradient per loss time and state time, per lag, the gates, and what each time step contributes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.flow.through_time import (
    SHORT,
    GateProfile,
    ThroughTime,
    contributions,
    gate_profile,
    lag_profile,
    memory,
    recurrent_matrix,
    recurrent_nodes,
    shared_parameters,
    spectral_radius,
)
from engine.insight.moment.symbols import arrow
from engine.runtime.debugger import Debugger
from gui.look.figure import DASHED, LINE, Curve, Figure, Image
from gui.plots.source import Options, Source, log10, needs_sequences, no_gradient_yet, widened

Drawn = Callable[[Source, str, str, str, np.ndarray], Figure]  # of title, node, state and matrix


def states(source: Source) -> Options:
    """The states that can be followed: what each recurrent layer passes on, and the cell of an LSTM."""
    program = source.debugger.program
    found: list[tuple[str, str]] = []
    for node in recurrent_nodes(program) if program.length > 1 else ():
        found += [
            (f"{node}/{state}", f"{node} {state}" if state == "c" else node) for state in ("a", "c") if memory(program, node, state)
        ]
    return tuple(found)


def _needs_loop(title: str) -> Figure:
    return Figure(
        title,
        empty=needs_sequences(),
    )


@dataclass(frozen=True, eq=False)
class _Measured:
    """The matrix of a state at one moment of a debugger."""

    key: tuple[str, int, int]
    matrix: np.ndarray | None


def _matrix(source: Source) -> tuple[str, str, np.ndarray | None] | None:
    """Node, state and the matrix of the chosen state; None where nothing is recurrent. Kept for the current moment."""
    options = states(source)
    if not options:
        return None
    chosen = source.option if source.option in dict(options) else options[0][0]
    node, _, state = chosen.rpartition("/")
    key = (chosen, source.debugger.t, id(source.debugger))
    found = source.memo.find(_Measured)
    if found is None or found.key != key:
        compute = source.memo.made(ThroughTime, lambda: ThroughTime(source.debugger.program))
        found = source.memo.keep(_Measured(key, compute(source.debugger, node, state)))
    return node, state, found.matrix


def _figure(source: Source, title: str, drawn: Drawn) -> Figure:
    """What is drawn of the matrix, or why there is none."""
    found = _matrix(source)
    if found is None:
        return _needs_loop(title)
    node, state, matrix = found
    if matrix is None:
        later = QCoreApplication.translate("Plots", "Known once the loss has been computed: step with F10.")
        return Figure(title, empty=later)
    return drawn(source, title, node, state, matrix)


def through_time(source: Source) -> Figure:
    """log10 of the norm of dL_t/dh_k; what truncation cuts off is hatched."""
    return _figure(source, QCoreApplication.translate("Plots", "Gradient through time"), _image)


def lag(source: Source) -> Figure:
    """How the gradient shrinks or grows with the lag, beside the law of the spectral radius."""
    return _figure(source, QCoreApplication.translate("Plots", "Lag profile"), _lags)


def _image(source: Source, title: str, node: str, state: str, matrix: np.ndarray) -> Figure:
    logs = log10(matrix)
    low, high = widened(
        source.memo, ("time", node, state), logs, (-15.0, 0.0) if source.debugger.program.length > 8 else (-3.0, 0.0)
    )
    length = len(matrix)
    ticks = tuple((i + 0.5, str(i + 1)) for i in range(0, length, -(-length // 8)))
    symbol = "∂c" if state == "c" else "∂h"
    return Figure(
        title,
        QCoreApplication.translate("Plots", "state at time k"),
        QCoreApplication.translate("Plots", "loss at time t"),
        image=Image(logs, (0, 0, length, length), low, high, f"‖∂L(t)/{symbol}(k)‖", log=True),
        ticks=ticks,
        y_ticks=ticks,
        note=_end_note(matrix),
    )


def _end_note(matrix: np.ndarray) -> str:
    last = matrix[-1]
    reached = np.flatnonzero(np.isfinite(last))  # truncation may cut off the first time steps
    if not last[-1] > 0 or not len(reached):
        return ""
    first = int(reached[0])
    return QCoreApplication.translate("Plots", "loss {t}: gradient at k = {k} is {ratio} of that at k = {t}").format(
        t=len(matrix), k=first + 1, ratio=f"{last[first] / last[-1]:.2g}"
    )


def _lags(source: Source, title: str, node: str, state: str, matrix: np.ndarray) -> Figure:
    profile = lag_profile(matrix)
    x = np.arange(len(profile.relative), dtype=float)
    curves = [Curve(QCoreApplication.translate("Plots", "median gradient"), x, log10(profile.relative), "gradient")]
    words = []
    radii = _radii(source.debugger, node)
    if radii is not None:
        measured, now = radii
        curves.append(
            Curve(f"ρ^lag, ρ = {measured:.3g}", x, np.maximum(x * np.log10(max(measured, 1e-300)), -16), "accent", DASHED)
        )
        words.append(f"ρ(W) = {measured:.4g}")
    if np.isfinite(profile.half_life):
        short = (
            QCoreApplication.translate("Plots", "half-life in time steps: {steps} (short)")
            if profile.half_life < SHORT
            else QCoreApplication.translate("Plots", "half-life in time steps: {steps}")
        )
        words.append(short.format(steps=f"{profile.half_life:.3g}"))
    elif profile.half_life == float("inf"):
        words.append(
            QCoreApplication.translate("Plots", "does not decay: ×{factor} per time step").format(factor=f"{profile.factor:.3g}")
        )
    if radii is not None and abs(now - measured) > NOTICED * measured:
        changed = QCoreApplication.translate(
            "Plots", "measured at step {step}; ρ(W) is now {radius}: keep stepping to measure again"
        )
        words.append(changed.format(step=source.debugger.place[0] + 1, radius=f"{now:.4g}"))
    across, up = QCoreApplication.translate("Plots", "lag t − k"), QCoreApplication.translate("Plots", "relative to lag 0")
    return Figure(title, across, up, tuple(curves), note="; ".join(words), y_log=True)


NOTICED = 0.05  # a spectral radius that changed by more than this share no longer belongs to what was measured


def _radii(debugger: Debugger, node: str) -> tuple[float, float] | None:
    """Spectral radius of the recurrent matrix with which this step was computed, and of the one there is now."""
    name = recurrent_matrix(debugger.program, node)
    if not name:
        return None
    used = debugger.arena.views[debugger.program.parameters[name]]
    return spectral_radius(np.array(used)), spectral_radius(np.array(debugger.value(name)))


ALL = "all gates"  # the other option of a cell


def gate_nodes(source: Source) -> Options:
    """Cells with a retaining gate: what they keep, and all their gates."""
    program, found = source.debugger.program, []
    for node in recurrent_nodes(program):
        if f"{node}.f[1]" in program.names or f"{node}.u[1]" in program.names:
            found.append((node, QCoreApplication.translate("Plots", "{node}: memory kept").format(node=node)))
            found.append((f"{node}/{ALL}", QCoreApplication.translate("Plots", "{node}: all gates").format(node=node)))
    return tuple(found)


def gates(source: Source) -> Figure:
    """The gates of a cell: the retaining one with what is left of a memory and its gradients, or all of them."""
    title = QCoreApplication.translate("Plots", "Gates")
    options = gate_nodes(source)
    if not options:
        return Figure(
            title,
            empty=QCoreApplication.translate("Plots", "For LSTM and GRU cells: add one from the palette, or try one as a remedy."),
        )
    chosen = source.option if source.option in dict(options) else options[0][0]
    node, _, every = chosen.partition("/")
    profile = gate_profile(source.debugger, node)
    if profile is None:
        return Figure(
            title, empty=QCoreApplication.translate("Plots", "No gate values yet: step with F10 through the forward pass.")
        )
    return _all_gates(profile, title) if every else _kept(profile, title)


# The names of PyTorch for what the program calls otherwise, and the roles of the curves.
GATE_NAMES = {"u": "z", "g": "|g|", "n": "|n|"}
GATE_ROLES = {"f": "value", "u": "value", "i": "gradient", "r": "gradient", "o": "update", "g": "loss", "n": "loss"}


def _all_gates(profile: GateProfile, title: str) -> Figure:
    """Mean over units and samples of every gate, and of the size of the candidate."""
    x = np.arange(1.0, len(profile.mean) + 1)
    curves = tuple(
        Curve(GATE_NAMES.get(name, name), x, sizes, GATE_ROLES[name], DASHED if name in ("g", "n") else LINE)
        for name, sizes in profile.sizes.items()
    )
    across, up = (
        QCoreApplication.translate("Plots", "time step"),
        QCoreApplication.translate("Plots", "mean over units and samples"),
    )
    return Figure(title, across, up, curves, y_range=(0.0, 1.0))


def _kept(profile: GateProfile, title: str) -> Figure:
    """The retaining gate, what is left of a memory at the end, and the gradients of cell and output."""
    x = np.arange(1.0, len(profile.mean) + 1)
    gate = GATE_NAMES.get(profile.gate, profile.gate)
    curves = [
        Curve(QCoreApplication.translate("Plots", "mean {gate}").format(gate=gate), x, log10(profile.mean), "value"),
        Curve(f"Π {gate}", x, log10(profile.kept), "accent", DASHED),
    ]
    for name, values, role in (("‖∂L/∂c‖", profile.cell, "update"), ("‖∂L/∂h‖", profile.output, "gradient")):
        if len(values) and not np.isnan(values).all():
            relative = values / max(float(np.nanmax(values)), 1e-300)
            curves.append(Curve(name, x, log10(relative), role))
    note = QCoreApplication.translate("Plots", "gradients relative to their maximum; {kept} of the initial memory remains").format(
        kept=f"{profile.kept[0]:.2g}"
    )
    across, up = QCoreApplication.translate("Plots", "time step"), QCoreApplication.translate("Plots", "gate, relative gradient")
    return Figure(title, across, up, tuple(curves), note=note, y_log=True)


def shared(source: Source) -> Options:
    """Parameters that several time steps use."""
    program = source.debugger.program
    return tuple((name, arrow(name)) for name in shared_parameters(program)) if program.length > 1 else ()


def shares(source: Source) -> Figure:
    """What each time step adds to the gradient of a shared weight: along the whole gradient, and its size."""
    title = QCoreApplication.translate("Plots", "Time-step shares")
    options = shared(source)
    if not options:
        return _needs_loop(title)
    usual = next((key for key, _ in options if "~>" in key or key.endswith("weight_hh")), options[0][0])
    name = source.option if source.option in dict(options) else usual
    split = contributions(source.debugger, name)
    if split is None:
        return Figure(title, empty=no_gradient_yet())
    x, total = np.array(split.times, float), float(np.linalg.norm(split.total)) or 1.0
    along = split.along(split.total)
    sizes = np.array([float(np.linalg.norm(part)) / total for part in split.parts])
    curves = (
        Curve(QCoreApplication.translate("Plots", "size"), x, sizes, "gradient"),
        Curve(QCoreApplication.translate("Plots", "share (all shares add up to 1)"), x, along, "value", DASHED),
    )
    note = QCoreApplication.translate("Plots", "sum over time steps ({count}): {total}").format(
        count=len(split.times), total=f"{total:.3g}"
    )
    return Figure(
        title, QCoreApplication.translate("Plots", "time step"), QCoreApplication.translate("Plots", "share"), curves, note=note
    )
