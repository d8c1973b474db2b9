"""Take the pictures of docs/screenshots with the real window, offscreen.

make screenshots
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QElapsedTimer, QSettings
from PySide6.QtWidgets import QApplication

from gui.app import App, make_application

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
# name, example, language, theme, size, training steps, steps over phases, plot to raise
SHOTS = (
    ("xor", "xor", "en", "light", (1440, 900), 40, 3, "depth-profile"),
    ("hello", "hello", "en", "light", (1440, 900), 20, 3, "through-time"),
    ("vanishing-dark", "vanishing", "en", "dark", (1440, 900), 30, 0, "depth-profile"),
    ("hindi-small", "xor", "hi", "light", (1280, 720), 40, 3, "depth-profile"),
)


def settle(application: QApplication, milliseconds: int = 500) -> None:
    timer = QElapsedTimer()
    timer.start()
    while timer.elapsed() < milliseconds:
        application.processEvents()


def main() -> None:
    application = make_application(["screenshots"])
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, example, language, theme, size, steps, phases, plot in SHOTS:
            settings = QSettings(f"{folder}/{name}.ini", QSettings.Format.IniFormat)
            app = App(application, settings, language, theme)
            app.window.resize(*size)
            app.window.show()
            app.open_example(example)
            settle(application)
            app.session.debugger.run(steps)
            app.session.go(app.session.debugger.t)
            for _ in range(phases):
                app.session.step_over()
            app.assemble().docks[plot].raise_()
            settle(application)
            app.window.grab().save(str(FOLDER / f"{name}.png"))
            app.window.close()
            print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
