"""Draw the pictures of the welcome page: each example's network after some training.

make pictures
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()  # no unsaved work of other sessions
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QRectF, QSettings, Qt
from PySide6.QtGui import QImage, QPainter

from engine import load
from engine.interchange.documents.examples import EXAMPLES
from gui.shell.app import App, make_application

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "pictures"
WIDTH, HEIGHT = 424, 208  # twice the size on the screen
STEPS = 60


def draw(app: App, name: str, theme: str) -> QImage:
    """The network of an example, its weights coloured, on a transparent ground."""
    app.session.open(load(name))
    assert app.session.debugger is not None
    app.session.debugger.run(STEPS)
    app.session.go(app.session.debugger.t)
    app.session.clock.flush()
    scene = app.assemble().canvas.scene
    scene.clearSelection()
    content = scene.content().adjusted(-8, -8, 8, 8)
    scale = min(WIDTH / content.width(), HEIGHT / content.height(), 1.2)
    image = QImage(round(content.width() * scale), round(content.height() * scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(image.rect()), content)
    painter.end()
    return image


def main() -> None:
    application = make_application(["pictures"])
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for theme in ("light", "dark"):
            app = App(application, QSettings(f"{folder}/{theme}.ini", QSettings.Format.IniFormat), "en", theme)
            app.assemble()
            app.window.show()
            app.window.show_bench()
            application.processEvents()
            for name in EXAMPLES:
                draw(app, name, theme).convertToFormat(QImage.Format.Format_ARGB32).save(str(FOLDER / f"{name}-{theme}.png"))
            app.session.undo.setClean()
            app.window.close()
    print(f"{len(EXAMPLES)} pictures in {FOLDER}")


if __name__ == "__main__":
    main()
