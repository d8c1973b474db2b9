"""Take the pictures of docs/screenshots with the real window, offscreen.

make screenshots
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()  # no unsaved work of other sessions
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QElapsedTimer, QSettings
from PySide6.QtWidgets import QApplication

from gui.canvas.top_line import PICTURES
from gui.look import theme as themes
from gui.look.layouts import CHOSEN
from gui.shell.app import App, make_application

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
# name, example ("" for the welcome page), language, theme, size, training steps, steps over phases, panel to raise, layout
SHOTS = (
    ("welcome", "", "en", "light", (1440, 900), 0, 0, "", "learn"),
    ("xor", "xor", "en", "light", (1440, 900), 40, 3, "", "learn"),
    ("hello", "hello", "en", "light", (1440, 900), 20, 3, "through-time", "sequences"),
    ("vanishing-dark", "vanishing", "en", "dark", (1440, 900), 30, 0, "depth-profile", "explore"),
    ("hindi-small", "xor", "hi", "light", (1280, 720), 40, 3, "depth-profile", "explore"),
    ("classroom", "xor", "en", "light", (1280, 720), 40, 3, "formula", "classroom"),
    ("contrast-small", "latch-rnn", "en", "contrast", (1280, 720), 5, 3, "through-time", "explore"),
    ("unrolled", "hello", "en", "light", (1440, 900), 20, 3, "unrolled", "sequences"),
    ("diagnosis", "vanishing", "en", "light", (1440, 900), 60, 0, "diagnosis", "diagnose"),
    ("diagnosis-hindi-dark", "hopeless", "hi", "dark", (1280, 720), 60, 0, "diagnosis", "diagnose"),
    ("gates", "latch-lstm", "en", "light", (1440, 900), 3, 0, "gates", "sequences"),
    ("lesson", "", "en", "light", (1366, 768), 0, 0, "", "learn"),
    ("pictures", "xor", "en", "light", (1440, 900), 400, 0, "inspector", "explore"),
)


def settle(application: QApplication, milliseconds: int = 500) -> None:
    timer = QElapsedTimer()
    timer.start()
    while timer.elapsed() < milliseconds:
        application.processEvents()


def _diagnose(app: App, application: QApplication) -> None:
    """Examine a copy, then measure what was proposed."""
    bench = app.assemble()
    panel = bench.panels["diagnosis"]
    bench.diagnose()
    while panel.examination.running:
        settle(application, 50)
    panel.try_remedies()
    while panel.job.running:
        settle(application, 50)


def _recorded(application: QApplication) -> None:
    """A real PyTorch run, recorded: an LSTM that must remember its first input for forty steps."""
    try:
        import torch
    except ImportError:
        print("PyTorch is not installed: recorded.png stays as it is")
        return
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "resources" / "recorder"))
    from bpx_record import Recorder

    class Memory(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.lstm, self.head = torch.nn.LSTM(3, 16, batch_first=True), torch.nn.Linear(16, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.head(self.lstm(x)[0][:, -1])

    torch.manual_seed(0)
    x = torch.randn(32, 40, 3)
    model, criterion = Memory(), torch.nn.MSELoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
    with tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(model, optimizer, criterion, folder, arrays=True)
        for _ in range(120):
            optimizer.zero_grad()
            criterion(model(x), x[:, 0, :1]).backward()
            optimizer.step()
        recorder.close()
        app = App(application, QSettings(f"{folder}/s.ini", QSettings.Format.IniFormat), "en", themes.LIGHT)
        app.window.resize(1366, 768)
        app.window.show()
        app.assemble().documents.files.open_trace(Path(folder))
        app.bench.docks.front("through-time")
        settle(application, 3000)  # everything is shown for the first time
        app.window.grab().save(str(FOLDER / "recorded.png"))
        print(FOLDER / "recorded.png")
        app.window.close()


def _lesson(app: App, application: QApplication) -> None:
    """A question with a wrong answer, and the sentence that belongs to it."""
    app.assemble().lessons.open("one-neuron")
    lessons = app.session.lessons
    lessons.begin(lessons.play.lesson, "delta")
    settle(application)
    lessons.answer("-0.2")


def main() -> None:
    application = make_application(["screenshots"])
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, example, language, theme, size, steps, phases, panel, layout in SHOTS:
            settings = QSettings(f"{folder}/{name}.ini", QSettings.Format.IniFormat)
            settings.setValue(CHOSEN, layout)
            app = App(application, settings, language, theme)
            app.window.resize(*size)
            app.window.show()
            if name == "lesson":
                app.session.lessons.keep_in(Path(folder))
                _lesson(app, application)
            elif example:
                app.open_example(example)
                settle(application)
                app.session.debugger.run(steps)
                app.session.go(app.session.debugger.t)
                for _ in range(phases):
                    app.session.step_over()
                if name == "pictures":
                    neurons = app.assemble().canvas.neurons
                    neurons.setCurrentIndex(neurons.findData(PICTURES))
                if panel:
                    app.assemble().show_panel(panel)
                if panel == "diagnosis":
                    _diagnose(app, application)
                if panel == "unrolled":
                    app.assemble().panels["unrolled"].move_cut(2)
            settle(application, 1500)
            while example and not app.session.clock.idle:  # on a busy machine a plot may come later
                settle(application)
            settle(application)  # axes that have just come move once more
            app.window.grab().save(str(FOLDER / f"{name}.png"))
            if example:
                app.session.undo.set_clean()
                app.autosave.close()
            app.window.close()
            print(FOLDER / f"{name}.png")
    _recorded(application)


if __name__ == "__main__":
    main()
