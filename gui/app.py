"""Start the application: fonts, language, theme, window."""

from __future__ import annotations

import argparse
import signal
import socket
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QLoggingCategory, QSettings, QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from engine.interchange.examples import DEFAULT, example
from gui import i18n
from gui import theme as themes
from gui.session import Session
from gui.window import MainWindow


class App:
    """Owns the session and the window; builds the window again to change the language."""

    def __init__(self, application: QApplication, settings: QSettings, language: str, theme: str) -> None:
        self.application, self.settings = application, settings
        self.language, self.theme = language, theme
        self.session = Session()
        i18n.install(language)
        themes.apply(application, themes.THEMES[theme])
        self.window = self._make_window()

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.session, self.settings, themes.THEMES[self.theme])
        window.language_asked.connect(self.toggle_language, Qt.ConnectionType.QueuedConnection)
        window.theme_asked.connect(self.toggle_theme)
        return window

    def toggle_theme(self) -> None:
        """Light to dark and back."""
        self.theme = themes.DARK if self.theme == themes.LIGHT else themes.LIGHT
        self.settings.setValue("theme", self.theme)
        themes.apply(self.application, themes.THEMES[self.theme])
        self.window.set_theme(themes.THEMES[self.theme])

    def toggle_language(self) -> None:
        """English to Hindi and back; the session goes on untouched."""
        self.session.pause()
        self.language = "hi" if self.language == "en" else "en"
        self.settings.setValue("language", self.language)
        i18n.install(self.language)
        old = self.window
        geometry, state = old.saveGeometry(), old.saveState()
        self.window = self._make_window()
        self.window.restoreGeometry(geometry)
        self.window.show()
        self.window.restoreState(state)
        self.session.edited.emit()
        self.session.stopped.emit()
        old.hide()
        old.deleteLater()


def make_application(arguments: list[str]) -> QApplication:
    """A QApplication with the bundled fonts."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(arguments)
    QLoggingCategory.setFilterRules("qt.text.font.db=false")  # it warns whenever a fallback font supplies Devanagari
    application.setApplicationName("Backprop Explorer")
    application.setOrganizationName("BackpropExplorer")
    themes.load_fonts(application)
    return application


def start(options: argparse.Namespace) -> int:
    """Open the window and run until it is closed; returns the exit status."""
    application = make_application(sys.argv[:1])
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "BackpropExplorer", "BackpropExplorer")
    language = options.lang or str(settings.value("language", i18n.system_language()))
    wanted = options.theme if options.theme in themes.THEMES else str(settings.value("theme", themes.LIGHT))
    if options.theme == "system":
        dark = application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        wanted = themes.DARK if dark else themes.LIGHT
    app = App(
        application, settings, language if language in i18n.LANGUAGES else "en", wanted if wanted in themes.THEMES else themes.LIGHT
    )
    sys.excepthook = _Report(app)
    _leave_on_signals(application, app)
    if settings.value("geometry") is None:
        app.window.resize(1440, 900)
    app.window.show()
    if not (options.file and app.window.documents.open_file(Path(options.file))):
        app.session.open(example(options.example or DEFAULT))
    return application.exec()


class _Report:
    """Tells about an unexpected error without losing the drawing."""

    def __init__(self, app: App) -> None:
        self._app = app

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        words = "".join(traceback.format_exception(kind, error, trace))
        print(words, file=sys.stderr)
        self._app.session.pause()
        box = QMessageBox(QMessageBox.Icon.Critical, "Backprop Explorer",
                          QCoreApplication.translate("App", "Something unexpected happened. Your network is still here; save it to be safe."),
                          QMessageBox.StandardButton.Ok, self._app.window)  # fmt: skip
        box.setDetailedText(words)
        box.open()


def _leave_on_signals(application: QApplication, app: App) -> None:
    """Python runs signal handlers only when its bytecode runs, so a socket wakes the event loop."""
    if sys.platform == "win32":
        return
    here, there = socket.socketpair()
    for end in (here, there):
        end.setblocking(False)
    signal.set_wakeup_fd(there.fileno())
    notifier = QSocketNotifier(here.fileno(), QSocketNotifier.Type.Read, application)
    notifier.activated.connect(lambda: here.recv(64))
    app._signals = (here, there, notifier)  # type: ignore[attr-defined]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.exit(0))
