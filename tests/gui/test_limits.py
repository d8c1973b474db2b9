"""Things that must not happen: leaks, idle work, colours too faint to read."""

import subprocess
import sys
from itertools import product

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor

from engine import load
from gui.look.theme import THEMES


def luminance(color: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (color.redF(), color.greenF(), color.blueF())]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_contrast_of_text(theme):
    roles = ("text", "muted", "accent", "value", "gradient", "loss", "update", "warning", "error")
    for role, ground in product(roles, ("panel", "window", "raised")):
        dark, bright = sorted(luminance(QColor(getattr(theme, name))) for name in (role, ground))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, f"{role} on {ground}"


def test_nothing_is_refreshed_while_idle(app, window, settle, turn):
    app.session.open(load("xor"))
    settle()
    refreshed = []
    for panel in window.panels.values():
        panel.refresh = lambda: refreshed.append(1)
    turn()
    assert not refreshed
    assert [timer for timer in app.window.findChildren(QTimer) if timer.isActive()] == [], "nothing wakes it later, either"
    assert not app.session.running


def test_no_source_text_stays_in_memory_after_a_start():
    """PySide would keep the text of every module that is imported after it: 16 MiB."""
    code = "from gui.shell import app, startup; startup.leave_unread(); import pyqtgraph, linecache; print(len(linecache.cache))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "0", done.stderr
