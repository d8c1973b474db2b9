"""Before and after a remedy: both gradient profiles, or both losses where there is no depth."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.diagnosis.trial import Outcome
from engine.insight.flow.depth import DepthProfile
from gui.look.figure import DASHED, Curve, Figure
from gui.plots.source import log10


def outcome_figure(before: Outcome | None, after: Outcome) -> Figure:
    """The gradient at each depth at the first step, as it was and with the remedy."""
    if before is None or len(after.first.layers) < 4:
        return _losses(before, after)
    curves = [
        _profile(before.first, QCoreApplication.translate("Plots", "unchanged"), "muted", DASHED),
        _profile(after.first, QCoreApplication.translate("Plots", "with the remedy"), "gradient"),
    ]
    return Figure(
        QCoreApplication.translate("Plots", "Gradient by depth"),
        QCoreApplication.translate("Plots", "depth from input to output"),
        "‖∂L/∂z‖",
        tuple(curves),
        y_log=True,
    )


def _profile(profile: DepthProfile, name: str, role: str, style: str = "line") -> Curve:
    """Networks of different depth share the axis: 0 is the first layer, 1 the last."""
    return Curve(name, np.linspace(0, 1, len(profile.layers)), log10(profile.delta), role, style)


def _losses(before: Outcome | None, after: Outcome) -> Figure:
    curves = [Curve(QCoreApplication.translate("Plots", "with the remedy"), after.steps + 1.0, after.losses, "gradient")]
    if before is not None and before is not after:
        curves.insert(
            0, Curve(QCoreApplication.translate("Plots", "unchanged"), before.steps + 1.0, before.losses, "muted", DASHED)
        )
    return Figure(
        QCoreApplication.translate("Plots", "Loss"),
        QCoreApplication.translate("Plots", "training step"),
        QCoreApplication.translate("Plots", "loss"),
        tuple(curves),
    )
