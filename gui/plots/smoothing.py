"""Noisy curves, smoothed: an exponential mean over the steps, with the curve as it was pale behind it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.look.figure import LINE, PALE, Figure
from gui.look.i18n import QT_TRANSLATE_NOOP

# How much of the mean is kept from one step to the next, and what that is called.
STRENGTHS = (
    (0.0, QT_TRANSLATE_NOOP("Plots", "Off")),
    (0.6, QT_TRANSLATE_NOOP("Plots", "Light")),
    (0.9, QT_TRANSLATE_NOOP("Plots", "Medium")),
    (0.98, QT_TRANSLATE_NOOP("Plots", "Strong")),
)


def smoothed(figure: Figure, kept: float) -> Figure:
    """The figure with its solid curves smoothed; as it is where nothing is kept."""
    noisy = [curve for curve in figure.curves if curve.style == LINE and len(curve.x) > 2]
    if kept <= 0 or not noisy:
        return figure
    pale = tuple(
        replace(curve, name=QCoreApplication.translate("Plots", "{name}, raw").format(name=curve.name), style=PALE, listed=False)
        for curve in noisy
    )
    curves = tuple(replace(curve, y=mean(curve.y, kept)) if curve in noisy else curve for curve in figure.curves)
    words = QCoreApplication.translate("Plots", "smoothed (exponential, factor {kept}); pale: as measured").format(kept=f"{kept:g}")
    return replace(figure, curves=(*pale, *curves), note="; ".join(filter(None, (figure.note, words))))


def mean(values: np.ndarray, kept: float) -> np.ndarray:
    """The exponential mean up to each value, without the bias of its beginning; unknown values are passed over."""
    total = weight = 0.0
    found = []
    for value in values.tolist():
        if value == value:  # not nan
            total, weight = kept * total + (1 - kept) * value, kept * weight + (1 - kept)
            found.append(total / weight)
        else:
            found.append(value)
    return np.array(found)
