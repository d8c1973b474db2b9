"""Film the first minutes with the program: real clicks and keys, a picture after each, in the smallest usual window.

python tools/film.py FOLDER [LANGUAGE]
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()  # no unsaved work of other sessions
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QElapsedTimer, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from gui.shell.app import App, make_application

SIZE = (1366, 768)
Scene = tuple[str, Callable[[], None]]


def settle(application: QApplication, milliseconds: int = 700) -> None:
    timer = QElapsedTimer()
    timer.start()
    while timer.elapsed() < milliseconds:
        application.processEvents()


def click(widget: QWidget | None) -> None:
    assert widget is not None
    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def scenes(app: App) -> Iterator[Scene]:
    """What the person does, one action after the other; the first gradient is there after the second."""

    def press(key: Qt.Key) -> None:
        QTest.keyClick(app.window, key)

    def button(name: str) -> QWidget | None:
        return app.assemble().bar.findChild(QToolButton, name)

    yield "launch", lambda: None
    yield "click-xor", lambda: click(app.window.findChild(QWidget, "card-xor"))
    yield "click-backward", lambda: click(app.assemble().bar.phase_buttons["backward"])
    for number in (1, 2, 3):
        yield f"step-into-{number}", lambda: press(Qt.Key.Key_F11)
    yield "step-over", lambda: press(Qt.Key.Key_F10)
    yield "step-over-the-update", lambda: press(Qt.Key.Key_F10)
    yield "run", lambda: click(button("run-button"))
    yield "still-running", lambda: settle(app.application, 2000)
    yield "pause", lambda: click(button("run-button"))
    yield "backward-again", lambda: click(app.assemble().bar.phase_buttons["backward"])


def main(folder: Path, language: str = "en") -> None:
    application = make_application(["film"])
    folder.mkdir(parents=True, exist_ok=True)
    app = App(application, QSettings(str(Path(tempfile.mkdtemp()) / "film.ini"), QSettings.Format.IniFormat), language, "light")
    app.window.resize(*SIZE)
    app.window.show()
    settle(application, 2000)
    for number, (name, act) in enumerate(scenes(app)):
        act()
        settle(application)
        app.window.grab().save(str(folder / f"{number:02}-{name}.png"))
        print(folder / f"{number:02}-{name}.png")
    app.session.pause()
    app.session.undo.set_clean()
    app.autosave.close()
    app.window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
