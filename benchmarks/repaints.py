"""How often every visible panel is repainted while a network trains on a busy machine, and how soon a key is answered.

make bench-repaints; on a screen (or Xvfb) of 3840 × 2160, offscreen without one
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import engine  # noqa: F401  # isort: skip  (first: it sets the number of BLAS threads before NumPy loads)

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStatusBar, QWidget

from benchmarks.frames import spin
from engine import load
from gui.session.speeds import MAX
from gui.shell.app import App, make_application

SECONDS, KEYS = 10.0, 12
SIZES = {"1366x768": (1366, 768, 1), "3840x2160 at 2": (1920, 1080, 2)}
EXAMPLES = ("vanishing", "xor")
FAST = ("timeline", "status bar")  # these must come ten times a second, others five
STILL = ("data",)  # these show nothing that a run changes
BUSY = "while True: pass"


class Repaints(QObject):
    """Counts the rounds of painting in which a panel, or anything in it, was painted."""

    def __init__(self, window: QWidget, panels: dict[str, QWidget]) -> None:
        super().__init__()
        self._window, self._round, self.cost = window, 0, 0.0
        self._owner: dict[int, str] = {}
        self.seen: dict[str, list[tuple[int, float]]] = {name: [] for name in panels}
        window.installEventFilter(self)
        for name, panel in panels.items():
            for widget in (panel, *panel.findChildren(QWidget)):
                self._owner[id(widget)] = name
                widget.installEventFilter(self)
        self._kept = [widget for panel in panels.values() for widget in (panel, *panel.findChildren(QWidget))]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Paint and id(watched) in self._owner:
            seen = self.seen[self._owner[id(watched)]]
            if not seen or seen[-1][0] != self._round:
                seen.append((self._round, time.perf_counter()))
        elif kind == QEvent.Type.UpdateRequest and watched is self._window:
            self._round += 1
            started = time.perf_counter()
            watched.removeEventFilter(self)
            QApplication.sendEvent(watched, event)
            watched.installEventFilter(self)
            self.cost += time.perf_counter() - started
            return True
        return False


class Fingers(QObject):
    """Presses a key in the window from another thread, so that it waits in the queue as one from the keyboard does."""

    PRESSED = QEvent.Type(QEvent.registerEventType())

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window

    def press(self, after: float) -> list[float]:
        """When it was pressed, once it was."""
        at: list[float] = []

        def wait() -> None:
            time.sleep(after)
            at.append(time.perf_counter())
            QCoreApplication.postEvent(self, QEvent(self.PRESSED))

        threading.Thread(target=wait, daemon=True).start()
        return at

    def event(self, event: QEvent) -> bool:
        if event.type() == self.PRESSED:
            QTest.keyClick(self._window.windowHandle(), Qt.Key.Key_F6)
            return True
        return super().event(event)


def visible_panels(app: App) -> dict[str, QWidget]:
    """The panels that can be seen, by name."""
    bench = app.assemble()
    found: dict[str, QWidget] = {"canvas": bench.canvas, "status bar": bench.findChild(QStatusBar)}
    for name, dock in bench.docks.items():
        widget = dock.widget()
        if name not in STILL and widget is not None and widget.isVisible() and not widget.visibleRegion().isEmpty():
            found[name] = widget
    return found


def measure(app: App, seconds: float) -> None:
    """Run at full speed and print the table."""
    session = app.session
    counted = Repaints(app.assemble().window(), visible_panels(app))
    session.run()
    spin(app.application, 1.0)
    for seen in counted.seen.values():
        seen.clear()
    debugger = session.debugger
    assert debugger is not None
    counted.cost, before, started, cpu = 0.0, debugger.t, time.perf_counter(), time.process_time()
    spin(app.application, seconds)
    passed = time.perf_counter() - started
    steps, share = (debugger.t - before) / len(debugger.program) / passed, (time.process_time() - cpu) / passed
    for name, seen in counted.seen.items():
        rate = len(seen) / passed
        gaps = np.diff([started, *(at for _, at in seen), started + passed]) * 1000
        verdict = "" if rate >= (10 if name in FAST else 5) else "   TOO SELDOM"
        print(f"    {name:14} {rate:5.1f}/s, longest gap {gaps.max():6.0f} ms{verdict}")
    painting = counted.cost / passed
    answers = pauses(app)
    print(f"    F6 is answered after {np.median(answers):.0f} ms, at worst of {KEYS} after {max(answers):.0f} ms")
    print(f"    {steps:,.0f} training steps/s, {share:.0%} of a processor, {painting:.0%} of the time in painting")


def pauses(app: App) -> list[float]:
    """Milliseconds from a key to the pause, several times."""
    answered, fingers, delays = [0.0], Fingers(app.window), []
    app.session.running_changed.connect(lambda on: None if on else answered.__setitem__(0, time.perf_counter()))
    for number in range(KEYS):
        app.session.run()
        pressed = fingers.press(0.4 + 0.03 * number)
        while app.session.running:
            QApplication.processEvents()
        delays.append(1000 * (answered[0] - pressed[0]))
    return delays


def one(name: str, size: str, seconds: float) -> None:
    """One example in a window of that size, with a busy neighbour on each core."""
    application = make_application(["repaints"])
    neighbours = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(os.cpu_count() or 1)]
    try:
        with tempfile.TemporaryDirectory() as folder:
            app = App(application, QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat), "en", "light")
            app.keep_garbage_here()
            app.window.resize(*SIZES[size][:2])
            app.window.show()
            app.assemble()
            gc.freeze()  # as when the program starts
            app.window.show_bench()
            app.session.open(load(name))
            app.session.set_speed(MAX)
            app.session.course.watch_over(False)
            app.assemble().choose_layout("explore")
            spin(application, 2.0)
            app.window.activateWindow()
            print(f"{name}, {size}:", flush=True)
            measure(app, seconds)
            app.session.undo.set_clean()
            app.window.close()
    finally:
        for neighbour in neighbours:
            neighbour.kill()


def main() -> None:
    if len(sys.argv) == 3:
        one(sys.argv[1], sys.argv[2], SECONDS)
        return
    for size, (_, _, scale) in SIZES.items():
        for name in EXAMPLES:
            subprocess.run([sys.executable, __file__, name, size], check=True, env={**os.environ, "QT_SCALE_FACTOR": str(scale)})


if __name__ == "__main__":
    main()
