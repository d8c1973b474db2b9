"""Which docks there are, what they are called, and which of them are seen at first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.plots.catalogue import PLOTS

LAYOUT_VERSION = 2
AT_FIRST = ("diagnosis", "unrolled", "data", "inspector", "outline", "program", "watches", "formula", "heatmaps", "timeline", "loss",
            "depth-profile", "prediction")  # fmt: skip
GALLERY = (
    ("loss", "update-ratio", "gradient-norm", "loss-surface"), ("depth-profile", "flow-map", "signal", "saturation", "jacobian"),
    ("unrolled", "through-time", "lag-profile", "gates", "time-shares"), ("prediction", "heatmaps", "diagnosis", "compare"),
)  # fmt: skip
ROOMY = ("diagnosis", "unrolled", "compare")  # these get more height when they are asked for
IN_CLASS = ("formula", "timeline")  # the docks of classroom mode


def dock_titles() -> dict[str, str]:
    """Docks by name, with their titles in the user's language."""
    return {
        "data": QCoreApplication.translate("Workbench", "Data"),
        "inspector": QCoreApplication.translate("Workbench", "Inspector"),
        "program": QCoreApplication.translate("Workbench", "Program"),
        "formula": QCoreApplication.translate("Workbench", "Formula"),
        "heatmaps": QCoreApplication.translate("Workbench", "Heatmaps"),
        "timeline": QCoreApplication.translate("Workbench", "Timeline"),
        "watches": QCoreApplication.translate("Workbench", "Watches"),
        "outline": QCoreApplication.translate("Workbench", "Outline"),
        "diagnosis": QCoreApplication.translate("Workbench", "Diagnosis"),
        "unrolled": QCoreApplication.translate("Workbench", "Unrolled"),
        "compare": QCoreApplication.translate("Workbench", "Compare"),
        "notes": QCoreApplication.translate("Workbench", "Notes"),
        **{plot.name: plot.shown_title() for plot in PLOTS},
    }
