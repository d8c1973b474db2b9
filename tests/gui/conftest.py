"""A session, and a whole window on the offscreen platform."""

import pytest
from PySide6.QtCore import QSettings, QStandardPaths

from gui import i18n
from gui import theme as themes
from gui.app import App, make_application
from gui.session import Session


@pytest.fixture(scope="session")
def qapp():
    QStandardPaths.setTestModeEnabled(True)
    return make_application(["tests"])


@pytest.fixture
def session(qapp):
    made = Session()
    yield made
    made.pause()


@pytest.fixture
def app(qtbot, qapp, tmp_path):
    """The application as `start` makes it, with settings of its own, on the workbench."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = App(qapp, settings, "en", themes.LIGHT)
    made.assemble()
    made.window.resize(1440, 900)
    made.window.show()
    made.window.show_bench()
    qtbot.waitExposed(made.window)
    yield made
    made.session.pause()
    made.session.undo.setClean()
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
        qtbot.waitUntil(lambda: app.session.clock.idle, timeout=5000)

    return wait
