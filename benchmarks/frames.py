"""How even the frames are while a network trains, how soon a step is on the screen, and what the parts of a frame cost.

make bench-frames

Milliseconds depend on the machine. So each figure is also given as a multiple of a fixed picture, painted in the same run, and
Step into as a multiple of one repaint of everything in the window.
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

import engine  # noqa: F401  # isort: skip  (first: it sets the number of BLAS threads before NumPy loads)

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSettings, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from engine import Choice, Experiment, Network, Node, Training, Wire, load
from engine.library.drawing import connect, fitted, natural_kind
from gui.session.speeds import MAX
from gui.shell.app import App, make_application
from gui.widgets.touched_axes import TouchedAxes

SECONDS = 8.0


class Paints(QObject):
    """Notes when the window has been painted, and when plots were among what was."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__()
        self.times: list[float] = []
        self.plots: list[float] = []
        self._plot = False
        window.installEventFilter(self)
        for plot in window.findChildren(TouchedAxes):
            plot.viewport().installEventFilter(self)

    def clear(self) -> None:
        """Begin anew."""
        self.times.clear()
        self.plots.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._plot = True
        if event.type() == QEvent.Type.UpdateRequest:
            self._plot = False
            watched.removeEventFilter(self)
            QApplication.sendEvent(watched, event)
            watched.installEventFilter(self)
            self.times.append(time.perf_counter())
            self.plots += self.times[-1:] if self._plot else []
            return True
        return False


def spin(application: QApplication, seconds: float) -> None:
    """Let the event loop work for a while; waits for events, so it takes no time of its own."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def maps() -> Experiment:
    """Sixteen feature maps of 28 × 28 pixels, live."""
    nodes = (
        Node("x", "input", 1, grid=(28, 28)),
        Node("c", "conv", 16, Choice("relu"), Choice("he_uniform"), settings={"padding": "same"}),
        Node("p", "max_pool", 16), Node("flat", "flatten", 16), Node("y", "dense", 1),
    )  # fmt: skip
    network = Network(nodes)
    for source, target in zip(nodes, nodes[1:], strict=False):
        network = connect(network, Wire(source.id, target.id, natural_kind(target.type)))
    data = Choice("bars", {"size": 28, "samples": 64})
    return Experiment(network=fitted(network), data=data, loss=Choice("bce_with_logits"), training=Training(batch_size=8))


def reference() -> float:
    """Milliseconds for a fixed picture: 100 cards, as many words and 100 lines."""
    image = QImage(1440, 900, QImage.Format.Format_ARGB32_Premultiplied)
    started = time.perf_counter()
    painter = QPainter(image)
    painter.fillRect(image.rect(), Qt.GlobalColor.white)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in range(100):
        painter.drawLine(QPointF(number % 97 * 14, 0), QPointF(number % 89 * 16, 900))
    for number in range(100):
        card = QRectF(number % 20 * 70 + 5.3, number // 20 * 44 + 4.6, 60, 36)
        painter.drawRoundedRect(card, 9, 9)
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, f"{number}")
    painter.end()
    return (time.perf_counter() - started) * 1000


def everything(application: QApplication, window: QWidget) -> float:
    """Milliseconds until all that can be seen has been painted anew."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            widget.update()
    started = time.perf_counter()
    application.processEvents()
    return (time.perf_counter() - started) * 1000


def running(name: str, application: QApplication, app: App, paints: Paints, unit: float) -> None:
    """The gaps between frames while the network trains at full speed, and what each view costs."""
    app.session.set_speed(MAX)
    app.session.course.watch_over(False)
    app.session.run()
    spin(application, 1.0)
    paints.clear()
    debugger = app.session.debugger
    before, started = debugger.t, time.perf_counter()
    spin(application, SECONDS)
    steps = (debugger.t - before) / len(debugger.program) / (time.perf_counter() - started)
    app.session.pause()
    gaps = np.diff(paints.times) * 1000
    p95 = np.percentile(gaps, 95)
    print(
        f"{name}: frame gap median {np.median(gaps):.1f} ms, p95 {p95:.1f} ms ({p95 / unit:.1f} × the fixed picture),"
        f" p99 {np.percentile(gaps, 99):.1f} ms, worst {gaps.max():.1f} ms;"
        f" {len(gaps) / SECONDS:.0f} frames/s, {steps:,.0f} steps/s"
    )
    costs = sorted(app.session.clock.costs().items(), key=lambda item: -item[1])
    print("    a view costs:", ", ".join(f"{type(view).__name__} {1000 * cost:.1f}" for view, cost in costs[:10]), "ms")


def stepping(name: str, application: QApplication, app: App, paints: Paints, unit: float) -> None:
    """How soon Step into is on the screen, beside what painting everything takes."""
    delays, complete, whole = [], [], []
    for _ in range(40):
        whole.append(everything(application, app.window))
        paints.clear()
        clicked = time.perf_counter()
        app.assemble().actions_by_id["debug.into"].trigger()
        while not paints.times:
            application.processEvents()
        spin(application, 0.2)
        delays.append((paints.times[0] - clicked) * 1000)
        complete += [(at - clicked) * 1000 for at in paints.plots[-1:]]
    median = np.median(whole)
    print(
        f"{name}: repainting everything takes {median:.1f} ms ({median / unit:.1f} × the fixed picture);"
        f" Step into: canvas, listing and formula after"
        f" {np.median(delays):.1f} ms ({np.median(delays) / median:.1f} × that, worst {max(delays):.1f}),"
        f" the last plot, where one changes, after {np.median(complete):.1f} ms ({max(complete):.1f})"
    )


def measure(name: str, application: QApplication, app: App) -> None:
    app.session.open(maps() if name == "maps" else load(name))
    spin(application, 1.0)
    for plot in ("loss", "depth-profile", "prediction"):
        app.assemble().docks[plot].raise_()
    paints, unit = Paints(app.window), float(np.median([reference() for _ in range(15)]))
    print(f"{name}: the fixed picture takes {unit:.1f} ms")
    running(name, application, app, paints, unit)
    app.session.reset()
    spin(application, 0.5)
    stepping(name, application, app, paints, unit)
    spin(application, 1.5)
    idle, cpu = time.perf_counter(), time.process_time()
    spin(application, 3.0)
    print(f"{name}: idle takes {(time.process_time() - cpu) / (time.perf_counter() - idle):.2%} of a processor")


def main() -> None:
    application = make_application(["frames"])
    with tempfile.TemporaryDirectory() as folder:
        app = App(application, QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat), "en", "light")
        app.keep_garbage_here()
        app.window.resize(1440, 900)
        app.window.show()
        app.assemble()
        app.window.show_bench()
        for name in sys.argv[1:] or ("xor", "vanishing", "maps"):
            measure(name, application, app)


if __name__ == "__main__":
    main()
