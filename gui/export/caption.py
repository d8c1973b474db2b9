"""The configuration in a line or two, for the bottom of a figure."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from engine import __version__
from engine.insight.diagnosis.evidence import steps_done
from engine.library.datasets import GIVEN
from engine.library.layers import LAYER_TYPES
from engine.model.experiment import CLASS_NAMES, Experiment
from engine.model.network import Choice
from engine.runtime.debugger import Debugger
from gui.look.i18n import engine_text

MOST_LAYERS = 8


def caption(experiment: Experiment, debugger: Debugger | None) -> str:
    """Title, layers, data, loss, optimizer, seed, step and version: enough to reproduce the figure."""
    step = 0 if debugger is None else steps_done(debugger)
    parts = [
        engine_text(experiment.title),
        _layers(experiment),
        _named(experiment.data),
        _named(experiment.loss),
        _named(experiment.optimizer),
        QCoreApplication.translate("Export", "seed {seed}").format(seed=experiment.seed),
        QCoreApplication.translate("Export", "after training step {step}").format(step=step),
        f"Backprop Explorer {__version__}",
    ]
    return " · ".join(part for part in parts if part)


def sentences(experiment: Experiment, debugger: Debugger | None) -> str:
    """A caption to paste under a figure: example, step, network, settings, seed."""
    step = 0 if debugger is None else steps_done(debugger)
    words = QCoreApplication.translate(
        "Export",
        "{title}, after training step {step}. Network: {layers}. Data: {data}. Loss: {loss}. Optimizer: {optimizer}. "
        "Seed {seed}. Backprop Explorer {version}.",
    )
    return words.format(
        title=engine_text(experiment.title) or QCoreApplication.translate("Export", "A network"),
        step=step,
        layers=_layers(experiment),
        data=_named(experiment.data),
        loss=_named(experiment.loss),
        optimizer=_named(experiment.optimizer),
        seed=experiment.seed,
        version=__version__,
    )


SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "_": r"\_", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$",
    "^": r"\^{}", "~": r"\~{}", "→": r"$\rightarrow$", "⇢": r"$\dashrightarrow$", "×": r"$\times$", "−": "$-$", "·": r"$\cdot$",
    "ρ": r"$\rho$", "∂": r"$\partial$", "‖": r"$\|$",
}  # fmt: skip


def latex(words: str) -> str:
    """Words as a caption in LaTeX; letters of Hindi stay, for XeLaTeX and LuaLaTeX."""
    return rf"\caption{{{''.join(SPECIAL.get(letter, letter) for letter in words)}}}"


def _layers(experiment: Experiment) -> str:
    nodes = experiment.network.nodes
    words = [
        f"{node.id} {node.units}"
        + (f" {node.activation.name}" if LAYER_TYPES[node.type].activations else f" {node.type}" if node.type != "input" else "")
        for node in nodes
        if node.type in LAYER_TYPES
    ]
    if len(words) <= MOST_LAYERS:
        return " → ".join(words)
    between = QCoreApplication.translate("Export", "{count} layers").format(count=len(words) - 2)
    return f"{words[0]} → {between} → {words[-1]}"


def _named(choice: Choice) -> str:
    left_out = (*GIVEN.get(choice.name, ()), CLASS_NAMES)
    settings = {name: value for name, value in choice.settings.items() if name not in left_out}
    return " ".join([choice.name, *(f"{name} {_number(value)}" for name, value in settings.items())])


def _number(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
