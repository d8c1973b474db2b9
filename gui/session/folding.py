"""Naming and collapsing blocks, as edits of the experiment with a name for the undo history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from engine.library import blocks
from engine.model.experiment import Experiment


def renaming(experiment: Experiment, old: str, new: str) -> tuple[str, Experiment]:
    """The experiment with another name for a block, after words for what was done; ExperimentError if it cannot be had."""
    words = QCoreApplication.translate("Session", "Rename {name}").format(name=old)
    return words, experiment.with_network(blocks.renamed(experiment.network, old, new))


def collapsing(experiment: Experiment, names: Sequence[str], on: bool) -> tuple[str, Experiment]:
    """The experiment with these blocks drawn as one card each, or with all of their layers, after words for what was done."""
    translate = QCoreApplication.translate
    words = translate("Session", "Collapse {name}") if on else translate("Session", "Expand {name}")
    return words.format(name=", ".join(names)), experiment.with_network(blocks.collapsed(experiment.network, tuple(names), on))
