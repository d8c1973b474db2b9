"""Draw the icon of the program in the sizes and forms of each system, from resources/desktop/backprop-explorer.svg.

make icons
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "desktop"
NAME = "backprop-explorer"
LINUX = (16, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 256)
MACOS = (16, 32, 64, 128, 256, 512, 1024)


def drawn(size: int) -> Image.Image:
    """The icon, `size` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(FOLDER / f"{NAME}.svg")).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()))


def main() -> None:
    application = QGuiApplication(sys.argv[:1])
    for size in LINUX:
        drawn(size).save(FOLDER / f"{NAME}-{size}.png", optimize=True)
    for sizes, suffix in ((WINDOWS, "ico"), (MACOS, "icns")):
        largest, *others = (drawn(size) for size in reversed(sizes))
        largest.save(FOLDER / f"{NAME}.{suffix}", sizes=[(size, size) for size in sizes], append_images=others)
    application.quit()


if __name__ == "__main__":
    main()
