"""The monkey with the run of the whole window: `python tests/gui/long_monkey.py --seed 7 --minutes 60`.

All menu actions and the dialogs they open, languages, themes, layouts, sizes, files of every kind, sound and damaged, and networks
that are deleted while they run, lessons answered anyhow. The last line on stdout is JSON: how many actions, what went wrong, and
how the memory grew. Exit status 1 if something went wrong.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import logging
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import deque
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]
from screens import move_on, platform  # noqa: E402

FOLDER = tempfile.TemporaryDirectory(prefix="backprop-explorer-monkey-")
if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = platform(Path(FOLDER.name) / "screens.json", 1, 2, 1.5)
for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
    os.environ[f"XDG_{kind}_HOME"] = str(Path(FOLDER.name) / kind.lower())

from cycles import counted  # noqa: E402
from monkey import Monkey  # noqa: E402
from PySide6.QtCore import QEvent, QPoint, QSettings, QSize, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QContextMenuEvent, QGuiApplication  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QWidget,
)  # fmt: skip

from engine import load  # noqa: E402
from engine.lessons.reading import LESSONS  # noqa: E402
from gui.look.layouts import EXPLORE  # noqa: E402
from gui.shell import app as shell  # noqa: E402

NEVER = ("file.quit",)  # the monkey decides when it is over
WORDS = ("", "1", "-5", "2,6", "0.5:1.5:0.5", "abc", "1e400", "σ → h", "x" * 300, "loss < 0.1", "=1+1", "..", "nowhere/a.svg")
SIZES = (QSize(1024, 640), QSize(1366, 768), QSize(1440, 900), QSize(2560, 1440))
DATA = Path(__file__).resolve().parents[1] / "data"


class Answers:
    """Whatever dialog or menu comes up is filled in at random and answered, those that an answer opens, too."""

    def __init__(self, chance: random.Random) -> None:
        self.random = chance
        self._again()

    def _again(self) -> None:
        QTimer.singleShot(15, self.look)

    def look(self) -> None:
        """Answer what has come up."""
        self._again()  # first: an answer may open a dialog, and wait in here until that is closed
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None:
            QTest.keyClick(popup, self.random.choice([Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Escape]))
        elif dialog is not None:
            self.answer(dialog)

    def answer(self, dialog: QWidget) -> None:
        """Fill a dialog in, and press one of its buttons or leave it."""
        self.fill(dialog)
        buttons = [button for button in dialog.findChildren(QAbstractButton) if button.isVisible() and button.isEnabled()]
        if buttons and self.random.random() < 0.7:
            self.random.choice(buttons).click()
        elif isinstance(dialog, QDialog):
            dialog.reject()
        else:
            dialog.close()

    def fill(self, widget: QWidget) -> None:
        """Something into a few of its fields."""
        fields = [*widget.findChildren(QLineEdit), *widget.findChildren(QComboBox)]
        fields = [field for field in fields if field.isVisible() and field.isEnabled()]
        for field in self.random.sample(fields, min(len(fields), 3)):
            if isinstance(field, QComboBox) and field.count():
                field.setCurrentIndex(self.random.randrange(field.count()))
            elif isinstance(field, QLineEdit) and not field.isReadOnly() and not isinstance(field.parent(), QAbstractSpinBox):
                field.setText(self.random.choice(WORDS))


class LongMonkey(Monkey):
    """Also does what the other monkey leaves alone."""

    def __init__(self, app, seed: int, folder: Path) -> None:
        super().__init__(app, seed)
        self.done: deque[str] = deque(maxlen=12)
        self.folder = folder
        given = [*DATA.glob("cases/*.json"), DATA / "experiment-v1.json", DATA / "session-v1.bpx"]
        self.saved = [Path(shutil.copy(path, folder / f"given-{path.name}")) for path in given]  # Save writes where it was opened
        self.run_folder = shutil.copytree(DATA / "trace-v1", folder / "run")  # worksheets go into any folder
        self.answers = Answers(random.Random(seed + 1))
        (folder / "table.csv").write_text("a,b,y\n1,2,0\n3,4,1\n5,,1\n", encoding="utf-8")
        self.saved += [folder / "table.csv", folder / "nowhere.json", self.run_folder]
        QFileDialog.getSaveFileName = self.name_of_file
        QFileDialog.getOpenFileName = lambda *_: (str(self.random.choice([*self.saved, ""])), "")
        QFileDialog.getExistingDirectory = lambda *_: str(self.random.choice([self.run_folder, folder, ""]))

    def name_of_file(self, *asked) -> tuple[str, str]:
        """Where to save, and as which kind."""
        name = self.random.choice(["", "a.json", "a.bpx", "a.svg", "a.jpg", "a", "b.csv", "no-folder/a.png", "c.py", "d.html"])
        kinds = str(asked[3]).split(";;") if len(asked) > 3 else [""]
        return name and str(self.folder / name), self.random.choice(kinds)

    def act(self) -> None:
        self.done.append("other")
        rare = [self.menu, self.delete_while_running, self.files, self.damage, self.window_itself, self.context_menu, self.dialogs,
                self.lesson]  # fmt: skip
        if self.random.random() < 0.55:
            super().act()
        else:
            chosen = self.random.choices(rare, weights=[30, 8, 5, 2, 4, 5, 5, 8])[0]
            self.done[-1] = chosen.__name__
            chosen()

    def trigger(self, name: str) -> None:
        self.done.append(name)
        super().trigger(name)

    def menu(self) -> None:
        """Any action of the menus."""
        self.trigger(self.random.choice([name for name in self.window.actions_by_id if name not in NEVER]))

    def delete_while_running(self) -> None:
        """Nobody pauses first."""
        self.session.run()
        QApplication.processEvents()
        edits, scene = self.window.canvas.edits, self.window.canvas.scene
        if scene.nodes:
            scene.clearSelection()
            self.random.choice(list(scene.nodes.values())).setSelected(True)
        self.random.choice([edits.delete_selected, self.undo, self.open, self.edit_network, self.edit_settings, self.story])()
        for _ in range(self.random.randrange(3)):
            QApplication.processEvents()
        if self.random.random() < 0.8:
            self.session.pause()

    def files(self) -> None:
        """Save or open, by the window's own verbs."""
        documents, path = self.window.documents, self.folder / self.random.choice(["kept.json", "kept.bpx"])
        if self.random.random() < 0.5:
            self.session.saved_as(path)
            documents.save()
            self.saved = [*dict.fromkeys([*self.saved, path])]
        else:
            self.session.undo.set_clean()
            documents.open_file(self.random.choice(self.saved))

    def damage(self) -> None:
        """A file that was saved, with bytes changed or cut, is opened."""
        kept = [path for path in (self.folder / "kept.json", self.folder / "kept.bpx") if path.is_file()]
        if not kept:
            return
        path = self.random.choice(kept)
        content = bytearray(path.read_bytes())
        for _ in range(self.random.randrange(1, 9)):
            content[self.random.randrange(len(content))] = self.random.randrange(256)
        worse = self.folder / f"damaged{path.suffix}"
        worse.write_bytes(content[: self.random.randrange(1, len(content) + 1)] if self.random.random() < 0.4 else content)
        self.session.undo.set_clean()
        self.window.documents.open_file(worse)

    def window_itself(self) -> None:
        """Another size, another language, another screen; the first page and back."""
        window = self.app.window
        self.random.choice(
            [
                lambda: window.resize(self.random.choice(SIZES)),
                self.app.toggle_language,
                lambda: move_on(window),
                self.app.show_welcome,
                window.show_bench,
                window.showMinimized,
                window.showMaximized,
                lambda: self.app.set_theme(self.random.choice(["light", "dark", "contrast", "system"])),
            ]
        )()
        window.showNormal()
        window.show_bench()

    def context_menu(self) -> None:
        """The right button anywhere."""
        places = [self.window.canvas.view.viewport(), *(panel for panel in self.window.panels.values() if panel.isVisible())]
        place = self.random.choice(places)
        at = QPoint(self.random.randrange(max(1, place.width())), self.random.randrange(max(1, place.height())))
        target = place.childAt(at) or place
        inside = target.mapFrom(place, at)
        QApplication.postEvent(target, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, inside, place.mapToGlobal(at)))

    def lesson(self) -> None:
        """A lesson is begun, or its card is filled in and one of its buttons pressed."""
        if not self.session.lessons.on or self.random.random() < 0.1:
            self.window.lessons.open(self.random.choice(LESSONS))
        card = self.window.lessons.card
        self.answers.fill(card)
        buttons = [button for button in card.findChildren(QAbstractButton) if button.isVisible() and button.isEnabled()]
        if buttons:
            self.random.choice(buttons).click()

    def dialogs(self) -> None:
        """What stays beside the window is used, and in the end closed."""
        beside = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
        for dialog in beside:
            self.answers.answer(dialog)
        if len(beside) > 3:
            for dialog in beside:
                dialog.close()


class Faults(logging.Handler):
    """Every unexpected error: what Qt's slots raised, what painting logged."""

    def __init__(self, done: deque[str]) -> None:
        super().__init__(logging.ERROR)
        self.found, self.done = list[str](), done
        sys.excepthook = self.raised

    def raised(self, kind, error, trace) -> None:
        """Keep the words of an error, and what was done before it."""
        self.found.append("".join(traceback.format_exception(kind, error, trace)) + f"after: {list(self.done)}")

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


class Memory:
    """Resident memory over time, always at the same example with nothing else open: what is more then was not given back."""

    def __init__(self, app) -> None:
        self.app, self.started, self.samples = app, time.monotonic(), list[tuple[float, float, int, int]]()

    def look(self, every: float) -> None:
        """Measure, when it is time."""
        now = time.monotonic() - self.started
        if self.samples and now - self.samples[-1][0] < every:
            return
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.close()
        while self.app.window.screen() is not QGuiApplication.primaryScreen():
            move_on(self.app.window)
        self.app.window.resize(SIZES[1])
        self.app.session.undo.set_clean()
        self.app.session.comparison.stop()
        self.app.session.open(load("xor"))
        for _ in range(3):
            turn(self.app)
        widgets, objects, kib = counted(QApplication.instance())
        self.samples.append((now, kib / 1024, widgets, objects))

    def grown(self) -> dict[str, float]:
        """MiB at the end, and MiB an hour after the first third."""
        late = self.samples[len(self.samples) // 3 :]
        if len(late) < 3:
            return {"mib": round(self.samples[-1][1], 1)}
        times, sizes = [sample[0] for sample in late], [sample[1] for sample in late]
        middle = sum(times) / len(times)
        rises = [(t - middle) * size for t, size in zip(times, sizes, strict=True)]
        slope = sum(rises) / sum((t - middle) ** 2 for t in times)
        return {"mib": round(sizes[-1], 1), "mib_an_hour": round(3600 * slope, 1)}


def turn(app) -> None:
    app.session.clock.flush()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def play(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Act until it is over."""
    application = shell.make_application(["monkey"])
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("layout", EXPLORE)
    app = shell.App(application, settings, "en", "light")
    app.keep_garbage_here()
    app.assemble()
    app.window.resize(1366, 768)
    app.window.show()
    app.window.show_bench()
    app.session.open(load("xor"))
    memory, monkey = Memory(app), LongMonkey(app, options.seed, folder)
    faults = Faults(monkey.done)
    logging.getLogger().addHandler(faults)
    end, number = time.monotonic() + 60 * options.minutes, 0
    most = options.actions or float("inf")
    while number < most and time.monotonic() < end and len(faults.found) < options.faults:
        number += 1
        try:
            monkey.act()
            turn(app)
            if number % 50 == 0:
                monkey.check()
        except Exception as error:
            faults.raised(type(error), error, error.__traceback__)
        memory.look(options.every)
    app.session.pause()
    samples = [[round(value) for value in sample] for sample in memory.samples]
    return {"seed": options.seed, "actions": number, "minutes": round((time.monotonic() - memory.started) / 60, 1),
            "faults": faults.found, **memory.grown(), "samples": samples}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--actions", type=int, default=0, help="at most so many actions")
    parser.add_argument("--every", type=float, default=30.0, help="seconds between two looks at the memory")
    parser.add_argument("--faults", type=int, default=5, help="stop after so many")
    options = parser.parse_args()
    faulthandler.enable()
    folder = Path(FOLDER.name) / "files"
    folder.mkdir()
    os.chdir(folder)
    found = play(options, folder)
    print(json.dumps(found), flush=True)
    FOLDER.cleanup()
    os._exit(int(bool(found["faults"])))  # dialogs may still stand open


if __name__ == "__main__":
    main()
