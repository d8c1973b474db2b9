"""What happens when something goes wrong: a log, a dialog that keeps the work, and a clean end on a signal."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import logging.handlers
import signal
import socket
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QSocketNotifier, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from engine.model.problem import NoRoom
from gui.look.places import state_folder

if TYPE_CHECKING:
    from gui.shell.app import App

LOG_BYTES = 500_000


def watch(app: App) -> None:
    """Log to a file, report unexpected errors, end cleanly on a signal."""
    log_to_file()
    sys.excepthook = Report(app)
    app.application.commitDataRequest.connect(lambda _: app.keep())  # the desktop's session ends
    _leave_on_signals(app)


def log_to_file() -> None:
    """Python's and Qt's messages go to a log file that is turned over when it grows."""
    folder = state_folder()
    with contextlib.suppress(OSError):  # made by another user, perhaps; work goes on without a log
        handler = logging.handlers.RotatingFileHandler(
            folder / "backprop-explorer.log", maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    logging.raiseExceptions = False  # a message that cannot be kept, as on a full disk, is no matter either
    with contextlib.suppress(OSError, ValueError):
        faulthandler.enable((folder / "crash.log").open("w", encoding="utf-8"))
    qInstallMessageHandler(_from_qt)


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO, QtMsgType.QtWarningMsg: logging.WARNING}
    logging.getLogger("qt").log(level.get(kind, logging.ERROR), message)


class Report:
    """Reports an unexpected error without losing the drawing."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._open = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        words = "".join(traceback.format_exception(kind, error, trace))
        print(words, file=sys.stderr)
        logging.getLogger("app").error(words)
        if self._open:  # one dialog is enough, even if every frame fails
            return
        self._app.session.pause()
        self._app.keep()
        self._tell(words, isinstance(error, MemoryError | NoRoom))

    def _tell(self, words: str, crowded: bool) -> None:
        told = QCoreApplication.translate("App", "Something unexpected happened. Your network is still here; save it to be safe.")
        if crowded:
            told = QCoreApplication.translate(
                "App",
                "There is not enough memory for this. Your network is still here, as it was before.\n\n"
                "Use fewer units, a smaller batch or a shorter sequence, or close other programs.",
            )
        box = QMessageBox(QMessageBox.Icon.Critical, "Backprop Explorer", told, QMessageBox.StandardButton.Close, self._app.window)
        box.setObjectName("mishap")
        box.setDetailedText(words)
        save = box.addButton(QCoreApplication.translate("App", "Save a copy…"), QMessageBox.ButtonRole.AcceptRole)
        copy = box.addButton(QCoreApplication.translate("App", "Copy details"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(words))
        save.clicked.connect(lambda: self._app.assemble().documents.ask_save())
        box.finished.connect(self._closed)
        self._open = True
        box.open()

    def _closed(self) -> None:
        self._open = False


def _leave_on_signals(app: App) -> None:
    """Python runs signal handlers only when its bytecode runs, so a socket wakes the event loop."""
    if sys.platform == "win32":
        return
    here, there = socket.socketpair()
    for end in (here, there):
        end.setblocking(False)
    signal.set_wakeup_fd(there.fileno())
    notifier = QSocketNotifier(here.fileno(), QSocketNotifier.Type.Read, app.application)
    notifier.activated.connect(lambda: here.recv(64))
    app.awake = (here, there, notifier)

    def leave(*_: object) -> None:
        app.keep()
        app.application.exit(0)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
