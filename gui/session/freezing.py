"""Freezing a parameter, as an edit of the experiment with a name for the undo history."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from engine.insight.moment.symbols import arrow
from engine.model.experiment import Experiment


def freezing(experiment: Experiment, parameter: str, frozen: bool) -> tuple[str, Experiment]:
    """The experiment with a parameter frozen or not, after words for what was done."""
    training = experiment.training
    kept = tuple(name for name in training.freeze if name != parameter)
    present = tuple(dict.fromkeys((*training.freeze, parameter))) if frozen else kept
    translate = QCoreApplication.translate
    words = translate("Session", "Freeze {name}") if frozen else translate("Session", "Unfreeze {name}")
    return words.format(name=arrow(parameter)), replace(experiment, training=replace(training, freeze=present))
