"""A session, and a whole window on the offscreen platform."""

import gc
import sys

import pytest
from leaks import Living
from pyqtgraph.util.garbage_collector import GarbageCollector
from PySide6.QtCore import QEvent, QSettings, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import createdByPython, getAllValidWrappers

from gui.look import i18n
from gui.look import theme as themes
from gui.look.layouts import CHOSEN, EXPLORE
from gui.session.session import Session
from gui.session.speeds import MAX
from gui.shell.app import GARBAGE, App, make_application
from tests.chromium import Page

FAILED = pytest.StashKey[bool]()


class PatientBot(QtBot):
    """Waits as long as it takes: a busy machine is no fault, and the limit of a test ends what never comes."""

    PATIENCE = 200_000

    def waitUntil(self, callback, *, timeout=PATIENCE):
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE, **settings):
        return super().waitSignal(signal, timeout=timeout, **settings)

    def waitExposed(self, widget, *, timeout=PATIENCE):
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp():
    QStandardPaths.setTestModeEnabled(sys.platform != "linux")  # Qt heeds the folders of the environment on Linux only
    application = make_application(["tests"])
    gc.collect()
    gc.freeze()  # what was imported stays: the guards look at what the tests made
    yield application
    QGuiApplication.clipboard().clear()  # offscreen keeps what was copied until Python is gone, and then crashes


@pytest.fixture(scope="module", autouse=True)
def garbage_is_collected_here(qapp):
    """As in the window: by a timer in this thread, for in another one Qt would crash."""
    collector = GarbageCollector(GARBAGE)
    yield
    collector.timer.stop()
    gc.collect()  # what waits would be collected in the midst of anything, and Qt waits for itself where a lock of signals is held
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call():
    """No item of a layout has a wrapper in Python that was not made there.

    PySide makes them where a layout is filled before it is placed, or is asked for an item. Qt deletes an item with its widget and
    tells nobody: the wrapper then speaks for whatever comes to lie there, until a window goes and Qt crashes.
    """
    result = yield
    items = [thing for thing in getAllValidWrappers() if isinstance(thing, QLayoutItem) and not isinstance(thing, QLayout)]
    assert all(map(createdByPython, items)), "a layout was filled before it was placed"
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown():
    """What a test was given goes without a collection in between, as in the window itself.

    PySide holds a lock of Qt while it disconnects what goes, and a QObject among the garbage would wait for that lock for ever.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.fixture(autouse=True)
def nothing_left(qapp, request):
    """No timer runs, no window stands and no thread lives on after a test that was not there before it.

    A test that failed has said enough: what it left in the midst of its work is no second fault.
    """
    before = Living()
    yield
    request.node.funcargs.clear()  # the test is over, and what it was given may go
    failed = request.node.stash.get(FAILED, False)
    if failed:  # its windows are held by the traceback that pytest keeps for a debugger, until the next test runs
        for name in ("last_exc", "last_value", "last_traceback"):
            vars(sys).pop(name, None)
    left = before.left(qapp)
    assert failed or not left, f"left behind: {', '.join(left)}"


@pytest.fixture
def living(qapp):
    """All widgets that still exist, garbage left aside."""

    def widgets() -> list[QWidget]:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return QApplication.allWidgets()

    return widgets


@pytest.fixture
def turn(qapp):
    """One turn of the event loop; unlike `processEvents` alone it also deletes what was to be deleted later."""

    def once() -> None:
        qapp.processEvents()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    return once


@pytest.fixture
def session(qapp):
    made = Session()
    made.set_speed(MAX)  # a gentle start takes seconds
    yield made
    made.pause()


@pytest.fixture
def app(qapp, tmp_path):
    """The application as `start` makes it, with settings of its own, on the workbench; everything is at hand."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue(CHOSEN, EXPLORE)
    made = App(qapp, settings, "en", themes.LIGHT)
    made.assemble()
    made.session.set_speed(MAX)  # a gentle start takes seconds
    made.session.lessons.keep_in(tmp_path)
    made.session.lessons.drafting.keep_in(tmp_path)
    made.window.resize(1440, 900)
    made.window.show_bench()
    made.window.show()
    yield made
    made.session.pause()
    made.session.undo.set_clean()
    made.autosave.close()
    made.window.close()
    made.window.deleteLater()
    i18n.install("en")


@pytest.fixture
def window(app):
    """The workbench."""
    return app.bench


@pytest.fixture
def settle(qtbot, app):
    """Wait until the frame clock has nothing left to refresh."""

    def wait() -> None:
        qtbot.waitUntil(lambda: app.session.clock.idle)

    return wait


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A page of a real browser without a network."""
    page = Page(tmp_path_factory.mktemp("chromium"))
    yield page
    page.close()
    assert not page.complaints
