"""What finite differences are worth at each step width."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.compare.epsilon import USUAL, EpsilonCurve
from gui.look.figure import DASHED, Curve, Figure
from gui.notation.numbers import number
from gui.plots.source import log10


def epsilon_figure(curve: EpsilonCurve | None) -> Figure:
    """The relative error of numeric gradients against backpropagation over the step width, both on logarithmic axes."""
    title = QCoreApplication.translate("Plots", "Step size and error of a numeric gradient")
    if curve is None:
        return Figure(title, empty=QCoreApplication.translate("Plots", "Nothing to vary: this network has no trainable weights."))
    x = np.log10(curve.widths)
    rows = (
        (QCoreApplication.translate("Plots", "central differences, single precision"), curve.single, "error", "line"),
        (QCoreApplication.translate("Plots", "central differences, double precision"), curve.double, "value", "line"),
        (QCoreApplication.translate("Plots", "complex step, double precision"), curve.complex_step, "muted", DASHED),
    )
    curves = tuple(Curve(name, x, log10(values), role, style) for name, values, role, style in rows)
    return Figure(
        title,
        QCoreApplication.translate("Plots", "step size ε"),
        QCoreApplication.translate("Plots", "relative error"),
        curves,
        cursor=float(np.log10(USUAL)),
        note=_told(curve),
        x_log=True,
        y_log=True,
        y_range=(-17.0, 0.3),
        progress=curve.progress,
    )


def _told(curve: EpsilonCurve) -> str:
    """What is left at the usual step width, and where each kind of numbers is best."""
    at = int(np.argmin(np.abs(curve.widths - USUAL)))
    if curve.progress < 1:
        return ""
    return QCoreApplication.translate(
        "Plots", "ε = 1e−7: error {single} in single, {double} in double precision; best at ε = {best_single} and {best_double}"
    ).format(
        single=_short(curve.single[at]),
        double=_short(curve.double[at]),
        best_single=_short(curve.best(curve.single)),
        best_double=_short(curve.best(curve.double)),
    )


def _short(value: float) -> str:
    return number(value, 1) if value < 0.1 else f"{value:.0%}"
