"""How even the frames are while a network trains, and how soon a step is on the screen.

make bench-frames
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication, QMainWindow

import engine  # noqa: F401  (sets the number of BLAS threads before NumPy loads)
from engine import load
from gui.session.speeds import MAX
from gui.shell.app import App, make_application

SECONDS = 8.0


class Paints(QObject):
    """Notes when the window has been painted."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__()
        self.times: list[float] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            watched.removeEventFilter(self)
            QApplication.sendEvent(watched, event)
            watched.installEventFilter(self)
            self.times.append(time.perf_counter())
            return True
        return False


def spin(application: QApplication, seconds: float) -> None:
    """Let the event loop work for a while; waits for events, so it takes no time of its own."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def measure(name: str, application: QApplication, app: App) -> None:
    app.session.open(load(name))
    spin(application, 1.0)
    for plot in ("loss", "depth-profile", "prediction"):
        app.assemble().docks[plot].raise_()
    paints = Paints(app.window)
    app.session.set_speed(MAX)
    app.session.run()
    spin(application, 1.0)
    paints.times.clear()
    debugger = app.session.debugger
    before, started = debugger.t, time.perf_counter()
    spin(application, SECONDS)
    steps = (debugger.t - before) / len(debugger.program) / (time.perf_counter() - started)
    app.session.pause()
    gaps = np.diff(paints.times) * 1000
    print(
        f"{name}: frame gap median {np.median(gaps):.1f} ms, p95 {np.percentile(gaps, 95):.1f} ms,"
        f" p99 {np.percentile(gaps, 99):.1f} ms, worst {gaps.max():.1f} ms;"
        f" {len(gaps) / SECONDS:.0f} frames/s, {steps:,.0f} steps/s"
    )
    app.session.reset()
    spin(application, 0.5)
    delays, complete = [], []
    for _ in range(40):
        paints.times.clear()
        clicked = time.perf_counter()
        app.assemble().actions_by_id["debug.into"].trigger()
        while not paints.times:
            application.processEvents()
        spin(application, 0.2)
        delays.append((paints.times[0] - clicked) * 1000)
        complete.append((paints.times[-1] - clicked) * 1000)
    print(
        f"{name}: Step into: canvas, listing and formula after {np.median(delays):.1f} ms (worst of 40: {max(delays):.1f}),"
        f" the last plot after {np.median(complete):.1f} ms ({max(complete):.1f})"
    )
    spin(application, 1.5)
    idle, cpu = time.perf_counter(), time.process_time()
    spin(application, 3.0)
    print(f"{name}: idle takes {(time.process_time() - cpu) / (time.perf_counter() - idle):.2%} of a processor")


def main() -> None:
    application = make_application(["frames"])
    with tempfile.TemporaryDirectory() as folder:
        app = App(application, QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat), "en", "light")
        app.window.resize(1440, 900)
        app.window.show()
        app.assemble()
        app.window.show_bench()
        for name in sys.argv[1:] or ("xor", "vanishing"):
            measure(name, application, app)


if __name__ == "__main__":
    main()
