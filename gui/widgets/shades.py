"""Colours of classes, from pale to full."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor

SHADES, PALE, FULL = 64, 0.12, 0.72  # of a class, and how much of its colour its region has


def shades(colors: dict[str, QColor], roles: tuple[str, ...]) -> np.ndarray:
    """Colours of the numbers 0 … classes: within each class from pale, where it is no likelier than others, to full."""
    ground, *full = [np.array([color.red(), color.green(), color.blue()], float) for color in
                     (colors[role] for role in ("panel", *roles))]  # fmt: skip
    share = np.linspace(0, 1, SHADES)
    least = 1 / len(roles)
    strength = PALE + (FULL - PALE) * np.clip((share - least) / (1 - least), 0, 1)
    table = [ground + strength[:, None] * (color - ground) for color in full]
    return np.concatenate(table).round().astype(np.uint8)
