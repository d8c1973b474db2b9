"""The ink that is read best on a colour."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor

EVEN = 0.179  # the luminance on which black and white are read equally well, both with a contrast of 4.58 : 1


@cache
def ink(ground: int) -> QColor:
    """Black or white, whichever is read better on a colour: the contrast is 4.5 : 1 at least."""
    color = QColor.fromRgb(ground)
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (color.redF(), color.greenF(), color.blueF())]
    luminance = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    return QColor("#000000") if luminance > EVEN else QColor("#ffffff")


def blended(color: QColor, ground: QColor, share: float) -> QColor:
    """A colour laid over a ground, as opaque as `share` says."""
    red, green, blue = (
        share * over + (1 - share) * under
        for over, under in ((color.red(), ground.red()), (color.green(), ground.green()), (color.blue(), ground.blue()))
    )
    return QColor(round(red), round(green), round(blue))
