"""Arrays that another program computed, and how exactly they are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.library.rule import Array

DOUBLE, SINGLE = 1e-7, 1e-4  # relative tolerances
FEW_DIGITS = 9  # what is written with so many digits may have been computed in single precision


@dataclass(frozen=True, eq=False)
class Given:
    """An array under its name there.

    `resolution` is half a unit of the last digit written, where it was read from text, and `digits` counts the significant digits
    of its longest number; 0 where it was binary.
    """

    name: str
    values: Array
    resolution: Array | float = 0.0
    digits: int = 0

    @property
    def single(self) -> bool:
        """Whether it may have been computed in single precision."""
        if self.digits:
            return self.digits <= FEW_DIGITS
        with np.errstate(all="ignore"):
            return bool(np.array_equal(self.values, self.values.astype(np.float32).astype(float), equal_nan=True))

    @property
    def tolerance(self) -> float:
        """The largest relative difference that counts as rounding."""
        return SINGLE if self.single else DOUBLE
