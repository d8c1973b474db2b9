"""The slips that are known: one row for each, the likelier first."""

from __future__ import annotations

from engine.insight.compare.slips.factors import FACTORS, FITTED
from engine.insight.compare.slips.losses import AT_LOSS
from engine.insight.compare.slips.products import PRODUCTS
from engine.insight.compare.slips.slip import Slip
from engine.insight.compare.slips.slopes import SLOPES
from engine.insight.compare.slips.values import MOMENTS, VALUES

# At a place of the program; and those of the whole step.
SLIPS: tuple[Slip, ...] = (*SLOPES, *AT_LOSS, *PRODUCTS, *FACTORS, *VALUES, *FITTED)
WHOLE: tuple[Slip, ...] = MOMENTS
