"""A window in a process of its own, told what to do by lines on its standard input; each answers with a line.

It says `ready` and what stands in its status bar once it is there. For what only real processes show: signals, ends, two at once.
"""

import argparse
import contextlib
import gc
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Started:
    """The other end: a window that was started, and what it says. Killed at the end, if it is still there.

    `limit` is the size that no file may exceed, as if the disk were full. `platform` is Qt's.
    """

    def __init__(self, limit: int | None = None, platform: str = "offscreen") -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "QT_QPA_PLATFORM": platform}, bufsize=1,
            preexec_fn=None if limit is None else lambda: _limit(limit),
        )  # fmt: skip
        self.status = self.said()

    def said(self) -> str:
        """The next line; empty if it has ended."""
        return self.process.stdout.readline().strip()

    def tell(self, *words: str) -> str:
        """Have it do something; its answer."""
        for word in words:
            self.process.stdin.write(f"{word}\n")
            self.process.stdin.flush()
            answer = self.said()
        return answer

    def ended(self) -> tuple[int, str]:
        """Its exit status and what it wrote to stderr; waits for the end."""
        _, errors = self.process.communicate()
        return self.process.returncode, errors

    def __enter__(self) -> "Started":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        with contextlib.suppress(ValueError):
            self.process.communicate()


def _limit(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from PySide6.QtCore import QSocketNotifier, QTimer
    from screens import move_on

    from gui.dialogs.sweep import SweepDialog
    from gui.shell import app as shell
    from gui.shell.app import App

    made: list[App] = []
    going_on = shell._continue

    def say(*words: object) -> None:
        print(*words, flush=True)

    def sweep(app: App) -> None:
        app.bench.actions_by_id["debug.sweep"].trigger()
        dialog = app.window.findChild(SweepDialog)
        dialog.seeds.setValue(100)
        dialog.job.came.connect(lambda number, found: say("sweeping") if number == 0 else None)
        dialog.start_button.click()

    def done(app: App) -> int:
        debugger = app.session.debugger
        return 0 if debugger is None else debugger.t // len(debugger.program)

    def look(app: App) -> None:
        """Its scale, and a picture of it once everything is shown."""
        if not app.session.clock.idle:
            QTimer.singleShot(5, app.window, lambda: look(app))
            return
        picture = app.window.grab()
        path = Path(os.environ["XDG_STATE_HOME"]) / f"{time.monotonic_ns()}.png"
        path.parent.mkdir(exist_ok=True)
        picture.save(str(path))
        say(app.window.devicePixelRatio(), path)

    def garbage(app: App) -> None:
        """In which threads garbage is collected while another one makes much of it."""
        threads: set[str] = set()
        gc.callbacks.append(lambda phase, info: threads.add(threading.current_thread().name))
        rings = [[] for _ in range(100_000)]
        for ring in rings:
            ring.append(ring)
        worker = threading.Thread(name="worker", target=lambda: [[ring] for ring in rings])
        worker.start()
        worker.join()
        _when_collected(app, threads)

    def _when_collected(app: App, threads: set[str]) -> None:
        say(*sorted(threads)) if threads else QTimer.singleShot(5, app.window, lambda: _when_collected(app, threads))

    def close(app: App) -> None:
        app.session.undo.set_clean()
        app.window.close()

    verbs = {
        "edit": lambda app: (app.bench.canvas.edits.change_units("h", 3), say("edited")),
        "units": lambda app: say(app.session.experiment.network.node("h").units),
        "run": lambda app: (app.session.run(), say("running")),
        "steps": lambda app: say(done(app)),
        "more": lambda app: _when_more(app, done(app)),
        "sweep": sweep,
        "keep": lambda app: (app.keep(), say("kept")),
        "size": lambda app: (app.window.showNormal(), app.window.resize(1280, 720), say("resized")),
        "move": lambda app: (move_on(app.window), say("moved")),
        "look": look,
        "found": lambda app: say(len(shell.leftovers())),
        "garbage": garbage,
        "close": close,
    }

    def _when_more(app: App, before: int) -> None:
        """Answer once a run has come further."""
        say(done(app)) if done(app) > before else QTimer.singleShot(5, app.window, lambda: _when_more(app, before))

    def ready() -> None:
        app = made[0]
        notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, app.window)
        notifier.activated.connect(lambda: [verbs[word](app) for word in os.read(0, 4096).decode().split()])
        say("ready", app.bench.status.bar.currentMessage())

    def after(app: App, options: argparse.Namespace, starting: object) -> None:
        going_on(app, options, starting)
        made.append(app)
        QTimer.singleShot(0, app.window, ready)

    shell._continue = after
    sys.exit(shell.start(argparse.Namespace(lang="en", theme="light", file="", example="xor")))


if __name__ == "__main__":
    main()
