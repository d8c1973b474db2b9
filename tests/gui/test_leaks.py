"""The guard of all tests of the window: it sees what is left, and says which."""

import threading

import pytest
from leaks import Living
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QLabel


@pytest.fixture
def before(qapp):
    return Living()


def test_a_running_timer(qapp, before):
    owner = QObject()
    timer = QTimer(owner, objectName="tick")
    assert before.left(qapp) == []
    timer.start(1000)
    assert before.left(qapp) == ["QTimer 'tick' of QObject"]
    timer.stop()
    assert before.left(qapp) == []


def test_a_window_that_nobody_closed(qapp, before):
    window = QLabel(objectName="forgotten")
    assert before.left(qapp) == ["QLabel 'forgotten' of nobody"]
    window.deleteLater()
    del window
    assert before.left(qapp) == []


def test_threads(qapp, before):
    end = threading.Event()
    thread, worker = threading.Thread(target=end.wait, name="waiting"), QThread(objectName="working")
    thread.start()
    worker.start()
    assert sorted(before.left(qapp)) == ["QThread 'working' of nobody", "thread waiting"]
    end.set()
    thread.join()
    worker.quit()
    worker.wait()
    assert before.left(qapp) == []
