"""What to say of batches that follow the data."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.model.experiment import Experiment


def smaller_batch(before: Experiment, after: Experiment) -> str:
    """What to say if the batch has become smaller with the data; else nothing."""
    size = after.training.batch_size
    if size is None or size >= (before.training.batch_size or 0):
        return ""
    words = QCoreApplication.translate("Session", "The batch size is now {size}: the data set has only that many samples.")
    return words.format(size=size)
