"""Start the application: fonts, language, theme, and a window that is painted before the engine is loaded."""

from __future__ import annotations

import argparse
import gc
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLoggingCategory, QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from engine.lessons.shelf import due_in, shares_in
from gui.look import i18n
from gui.look import theme as themes
from gui.look.layouts import CHOSEN, LEARN, Layout, layout_row
from gui.look.places import PROGRESS, full, leftovers, state_folder, usual_folder
from gui.look.text_size import text_percent
from gui.shell import startup
from gui.shell.recent import Recent
from gui.shell.welcome import WelcomePage
from gui.shell.window import MainWindow
from resources import FOLDER

if TYPE_CHECKING:
    from gui.session.session import Session
    from gui.shell.workbench import Workbench

GARBAGE = 0.25  # seconds between two looks whether there is enough of it


class App:
    """Owns the session and the window; builds the pages of the window again to change the language.

    The window shows its welcome page first, unless it is sent to the workbench before it is shown. `assemble` loads
    the engine and builds the workbench; every way to the workbench goes through it, so it happens once, whenever it
    is first needed.
    """

    def __init__(self, application: QApplication, settings: QSettings, language: str, theme: str) -> None:
        self.application, self.settings = application, settings
        self.language, self.theme_name = language, theme
        self.recent = Recent(settings)
        i18n.install(language)
        self._session: Session | None = None
        self.bench: Workbench | None = None
        self._dress()
        self.window = MainWindow(settings)
        # Not while the other program waits for the drop to end: a dialog may open.
        self.window.dropped.connect(lambda path: self.open_file(Path(path)), Qt.ConnectionType.QueuedConnection)
        self.window.empty.connect(self._make_welcome)
        self.awake: tuple[object, ...] = ()  # what lets signals of the system through; it must live as long as this
        self._garbage: object = None
        application.styleHints().colorSchemeChanged.connect(self._system_changed)

    # the two pages -------------------------------------------------------------------------------

    def _make_welcome(self) -> None:
        page = WelcomePage(
            self.theme, self.language, self.theme_name, self.recent.paths(), self._found(), self._done(), self._due()
        )
        page.example_asked.connect(self.open_example)
        page.lesson_asked.connect(lambda name: self.assemble().lessons.open(name))
        page.lessons_asked.connect(self.show_lessons)
        page.recap_asked.connect(lambda: self.assemble().lessons.recap())
        page.file_asked.connect(lambda path: self.open_file(Path(path)))
        page.open_asked.connect(lambda: self.assemble().documents.ask_open())
        page.new_asked.connect(lambda: self.assemble().documents.new())
        page.back_asked.connect(self.window.show_bench)
        page.recover_asked.connect(self.recover)
        page.discard_asked.connect(self.discard)
        page.language_asked.connect(self.set_language)
        page.theme_asked.connect(self.set_theme)
        self.window.set_welcome(page)

    def _renew_welcome(self) -> None:
        """Its texts, colours or contents have changed; while the workbench is shown there is no welcome page."""
        if self.window.on_welcome:
            self._make_welcome()

    def assemble(self) -> Workbench:
        """The workbench; the first call loads the engine and the plots."""
        if self.bench is None:
            from gui.session.session import Session
            from gui.shell.autosave import Autosave

            self._session = Session(self.window)  # the pages of the window go before it
            self.autosave = Autosave(self._session)
            self._session.lessons.keep_in(state_folder())
            self.bench = self._make_bench()
            self.window.set_bench(self.bench)
            self.window.closed.connect(self.autosave.close)
        return self.bench

    def keep_garbage_here(self) -> None:
        """Collect garbage in this thread only: Qt crashes where another, such as those that serve processes, deletes a widget."""
        from pyqtgraph.util.garbage_collector import GarbageCollector

        self._garbage = GarbageCollector(GARBAGE)

    @property
    def session(self) -> Session:
        """The session of the workbench."""
        self.assemble()
        assert self._session is not None
        return self._session

    def _make_bench(self) -> Workbench:
        from gui.shell.workbench import Workbench

        assert self._session is not None
        bench = Workbench(self._session, self.settings, self.theme, self.window.pages)
        bench.documents.opened.connect(self._remember)
        bench.documents.files.drawn.connect(self.window.show_bench)
        bench.welcome_asked.connect(self.show_welcome)
        bench.language_asked.connect(self.toggle_language, Qt.ConnectionType.QueuedConnection)  # its own menu asks
        bench.theme_asked.connect(self.set_theme)
        bench.dress_asked.connect(self._dress_layout)
        bench.menus.show_recent(self.recent.paths())
        return bench

    # opening -------------------------------------------------------------------------------------

    def open_example(self, name: str) -> None:
        """Open a built-in example on the workbench."""
        self.assemble().open_example(name)

    def show_lessons(self) -> None:
        """The list of lessons, on the workbench."""
        bench = self.assemble()
        self.window.show_bench()
        bench.lessons.show_shelf()

    def _done(self) -> dict[str, float]:
        """How much of each lesson is done; the engine need not be loaded for that."""
        return shares_in(state_folder() / PROGRESS) if self._session is None else self._session.lessons.records.shares()

    def _due(self) -> int:
        """How many questions of earlier lessons are due today."""
        today = date.today().toordinal()
        return due_in(state_folder() / PROGRESS, today) if self._session is None else self._session.lessons.records.due(today)

    def open_file(self, path: Path) -> None:
        """Open a file on the workbench."""
        self.assemble().documents.open_file(path)

    def show_welcome(self) -> None:
        """The welcome page, with a way back to the workbench."""
        self._make_welcome()
        self.window.show_welcome()

    def _remember(self, path: str) -> None:
        self.recent.add(path)
        if self.bench is not None:
            self.bench.menus.show_recent(self.recent.paths())

    # unsaved work of a session that ended badly --------------------------------------------------

    def _found(self) -> list[str]:
        return [str(path) for path in leftovers()]

    def recover(self, path: str) -> None:
        """Open unsaved work; it counts as changed until it is saved."""
        bench = self.assemble()
        if bench.documents.open_leftover(Path(path)):
            self.discard(path)

    def discard(self, path: str) -> None:
        """Discard unsaved work."""
        Path(path).unlink(missing_ok=True)
        self._renew_welcome()

    def keep(self) -> None:
        """Write what is unsaved now: the process is about to end, or may."""
        if self.bench is not None:
            self.autosave.write()

    # language and look ---------------------------------------------------------------------------

    @property
    def theme(self) -> themes.Theme:
        """The colours in use."""
        return themes.THEMES[themes.resolved(self.application, self.theme_name)]

    @property
    def layout_row(self) -> Layout:
        """The layout in force; before the workbench stands, that of the last time."""
        return layout_row(str(self.settings.value(CHOSEN, LEARN))) if self.bench is None else self.bench.layouts.row

    def _dress(self) -> bool:
        """Text and colours of the application; whether the size of the text is another."""
        resized = themes.set_text_size(self.application, text_percent(self.settings, self.layout_row))
        if resized or not themes.worn(self.application, self.theme):
            themes.apply(self.application, self.theme)
        return resized

    def _dress_layout(self) -> None:
        """A layout may bring its own size of text."""
        if self.bench is not None and self._dress():
            self.bench.set_theme(self.theme)

    def _system_changed(self) -> None:
        if self.theme_name == themes.SYSTEM:
            self.set_theme(themes.SYSTEM)

    def set_theme(self, name: str) -> None:
        """Apply other colours everywhere."""
        self.theme_name = name
        self.settings.setValue("theme", name)
        self._dress()
        self._renew_welcome()
        if self.bench is not None:
            self.bench.set_theme(self.theme)

    def toggle_language(self) -> None:
        """English to Hindi and back."""
        self.set_language("hi" if self.language == "en" else "en")

    def set_language(self, language: str) -> None:
        """Build the pages in another language; the session goes on untouched."""
        self.language = language
        self.settings.setValue("language", language)
        i18n.install(language)
        self._renew_welcome()
        if self.bench is not None:
            self._exchange_bench()

    def _exchange_bench(self) -> None:
        assert self.bench is not None
        self.session.pause()
        self.bench.layouts.remember()
        before, self.bench = self.bench, self._make_bench()
        self.window.set_bench(self.bench)
        before.lessons.hand_over(self.bench.lessons)
        before.run_desk.hand_over(self.bench.run_desk)
        self.session.show_all()


def icon() -> QIcon:
    """The icon of the program, in every size it was drawn for."""
    found = QIcon()
    for path in sorted(Path(str(FOLDER / "desktop")).glob("backprop-explorer-*.png")):
        found.addFile(str(path))
    return found


class Opener(QObject):
    """Hears which file the desktop asks for while the program runs: macOS sends it as an event, not as an argument."""

    asked = Signal(str)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.asked.emit(event.file())
            return True
        return super().eventFilter(watched, event)


def make_application(arguments: list[str]) -> QApplication:
    """A QApplication with the bundled fonts."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(arguments)
    QLoggingCategory.setFilterRules("qt.text.font.db=false")  # it warns whenever a fallback font supplies Devanagari
    application.setApplicationName("Backprop Explorer")
    application.setOrganizationName("BackpropExplorer")
    application.setDesktopFileName("org.backpropexplorer.BackpropExplorer")
    application.setWindowIcon(icon())
    themes.load_fonts(application)
    return application


def start(options: argparse.Namespace) -> int:
    """Open the window and run until it is closed; returns the exit status."""
    startup.leave_unread()
    application = make_application(sys.argv[:1])
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "BackpropExplorer", "BackpropExplorer")
    starting = startup.Starting(state_folder() / "starting.lock")
    if starting.failed_before:
        for kept in ("geometry", "layouts"):
            settings.remove(kept)
    language = options.lang or str(settings.value("language", i18n.system_language()))
    theme = options.theme or str(settings.value("theme", themes.LIGHT))
    app = App(application, settings, language if language in i18n.LANGUAGES else "en", theme)
    app.window.painted.connect(lambda: _continue(app, options, starting))
    opener = Opener(application)
    opener.asked.connect(lambda path: app.open_file(Path(path)))
    application.installEventFilter(opener)
    app.window.appear()
    return application.exec()


def _cannot_keep(app: App) -> str:
    """What is said where settings and unsaved work will be lost; nothing where they can be kept."""
    said = ""
    if state_folder() != usual_folder() or not app.settings.isWritable():
        said = QCoreApplication.translate(
            "App", "{folder} cannot be written to: settings and unsaved work will not be kept. Save your work to a file."
        )
    elif full():
        said = QCoreApplication.translate(
            "App",
            "The disk that holds {folder} is full: settings and unsaved work will not be kept. "
            "Free some space, or save to another disk.",
        )
    return said.format(folder=usual_folder())


def _continue(app: App, options: argparse.Namespace, starting: startup.Starting) -> None:
    """After the first painting: guard against crashes, load the engine, open what was asked for."""
    from gui.shell.crash_report import watch

    watch(app)
    app.assemble()
    app.keep_garbage_here()
    gc.freeze()  # what stands now stays: looking through it for garbage would halt a run for a tenth of a second
    if options.file:
        app.open_file(Path(options.file))
    elif options.example:
        app.open_example(options.example)
    if lost := _cannot_keep(app):
        app.session.say(lost)
    elif starting.failed_before:
        app.session.say(
            QCoreApplication.translate("App", "The program failed to start last time, so the window and layouts have been reset.")
        )
    QTimer.singleShot(0, app.window, starting.done)  # by then what was opened has been laid out
