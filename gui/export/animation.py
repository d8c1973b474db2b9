"""A sequence of steps as an animated GIF of the canvas."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image
from PySide6.QtGui import QImage

from gui.export.writer import Options, content
from gui.look.picture import Picture
from gui.look.theme import Theme

MOST_FRAMES = 400
LAST = 1600  # milliseconds that the last picture stays


def animated(
    picture: Callable[[], Picture],
    advance: Callable[[], object],
    frames: int,
    theme: Theme,
    pause: int = 400,
    dpi: int = 96,
    progress: Callable[[int, int], bool] = lambda done, total: True,
) -> bytes | None:
    """A GIF of `frames` pictures, `advance` being called between two of them; None if `progress` cancelled it."""
    images: list[Image.Image] = []
    for number in range(min(frames, MOST_FRAMES)):
        if number:
            advance()
        images.append(_image(picture(), theme, dpi))
        if not progress(number + 1, frames):
            return None
    buffer = io.BytesIO()
    times = [pause] * (len(images) - 1) + [LAST]
    images[0].save(buffer, "GIF", save_all=True, append_images=images[1:], duration=times, loop=0, optimize=False)
    return buffer.getvalue()


def _image(picture: Picture, theme: Theme, dpi: int) -> Image.Image:
    source = QImage.fromData(content(picture, "png", theme, Options(dpi=dpi))).convertToFormat(QImage.Format.Format_RGB888)
    width, height, stride = source.width(), source.height(), source.bytesPerLine()
    image = Image.frombuffer("RGB", (width, height), bytes(source.constBits()), "raw", "RGB", stride, 1)
    return image.quantize(128)
