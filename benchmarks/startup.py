"""Time from the start of the process to the first painted window, beside a bare window with NumPy; and memory.

make bench-startup
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15
# Says when the window has been painted for the first time, and how much memory is resident a moment later.
SPY = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Spy(QObject):
    told = False
    def eventFilter(self, watched, event):
        if not self.told and event.type() == QEvent.Type.Paint:
            Spy.told = True
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        print("painted", time.time(), flush=True)
        QTimer.singleShot(int(sys.argv[1]), self.leave)
    def leave(self):
        resident = next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1]
        print("resident", resident, flush=True)
        from PySide6.QtWidgets import QApplication
        QApplication.exit(0)
"""
BARE = (
    SPY
    + """
import numpy
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); spy = Spy()
window = QMainWindow(); window.installEventFilter(spy); window.resize(1440, 900); window.show()
app.exec()
"""
)
OURS = (
    SPY
    + """
from PySide6 import QtWidgets
original = QtWidgets.QApplication.exec
def watched(*_):
    for widget in QtWidgets.QApplication.topLevelWidgets():
        widget.installEventFilter(spy)
    return original()
spy = Spy()
QtWidgets.QApplication.exec = watched
import main
sys.exit(main.main(sys.argv[2:]))
"""
)


def start(code: str, *arguments: str, wait: int = 0) -> tuple[float, float]:
    """(milliseconds to the first painting, MiB resident after `wait` milliseconds)."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "XDG_CONFIG_HOME": folder,
            "XDG_STATE_HOME": folder,
            "XDG_DATA_HOME": folder,
        }
        if not os.environ.get("DISPLAY"):
            environment["QT_QPA_PLATFORM"] = "offscreen"
        began = time.time()
        done = subprocess.run([sys.executable, "-c", code, str(wait), *arguments], env=environment, capture_output=True, text=True)
    words = dict(line.split() for line in done.stdout.splitlines() if line.startswith(("painted", "resident")))
    if "painted" not in words:
        sys.exit(done.stdout + done.stderr)
    return 1000 * (float(words["painted"]) - began), float(words["resident"]) / 1024


def main() -> None:
    times: dict[str, list[float]] = {"bare window with NumPy": [], "ours, first start": [], "ours, an example": []}
    for _ in range(ROUNDS):
        times["bare window with NumPy"].append(start(BARE)[0])
        times["ours, first start"].append(start(OURS)[0])
        times["ours, an example"].append(start(OURS, "--example", "xor")[0])
    bare = statistics.median(times["bare window with NumPy"])
    for name, values in times.items():
        print(f"{name}: {statistics.median(values):.0f} ms, {statistics.median(values) / bare:.2f} of the bare window")
    print(f"resident memory with the default layout: {start(OURS, '--example', 'xor', wait=4000)[1]:.0f} MiB")


if __name__ == "__main__":
    main()
