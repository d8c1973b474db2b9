"""Settings that all losses have: how they are reduced, how much they count, and what they are compared with."""

from __future__ import annotations

from engine.model.problem import text
from engine.model.setting import Setting

REDUCTION = Setting("reduction", text("Reduction"), "mean", text("Mean over the elements, or their sum."), choices=("mean", "sum"))
WEIGHT = Setting(
    "weight",
    text("Loss weight"),
    1.0,
    text("The factor of this loss in the sum of all losses; with 0 it is only monitored."),
    0.0,
    1e6,
    usual=(0.01, 10.0),
)
AGAINST = Setting(
    "target",
    text("Compared with"),
    "targets",
    text("What the output is compared with: the targets of the data, or the inputs themselves, as in an autoencoder."),
    choices=(text("targets"), text("inputs")),
)
COLUMNS = Setting(
    "columns",
    text("Columns"),
    "",
    text("Which columns of the targets or inputs are used, by number or name, such as 1, 3-4; empty for all."),
)
AIM = (WEIGHT, AGAINST, COLUMNS)  # what only matters where a network has several losses, or not the usual targets
