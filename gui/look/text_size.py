"""The size of all text: one choice for every layout, except for those that bring their own."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from gui.look.layouts import Layout

STEPS = (90, 100, 110, 125, 150, 175, 200)  # percent
LARGER, SMALLER, USUAL = "larger", "smaller", "usual"


def text_percent(settings: QSettings, layout: Layout) -> int:
    """What the person chose, within the steps; without a choice the layout's own size, or the usual one."""
    try:
        chosen = int(str(settings.value(_key(layout), _usual(layout))))
    except ValueError:
        return _usual(layout)
    return min(max(chosen, STEPS[0]), STEPS[-1])


def change_text(settings: QSettings, layout: Layout, wish: str) -> int:
    """LARGER, SMALLER or USUAL; the size from now on, in percent."""
    now = text_percent(settings, layout)
    new = {
        LARGER: next((step for step in STEPS if step > now), now),
        SMALLER: next((step for step in reversed(STEPS) if step < now), now),
        USUAL: _usual(layout),
    }[wish]
    settings.setValue(_key(layout), new)
    return new


def _usual(layout: Layout) -> int:
    return layout.text or 100


def _key(layout: Layout) -> str:
    return f"text/{layout.name}" if layout.text else "text/usual"
