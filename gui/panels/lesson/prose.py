"""Words of a lesson as rich text: **bold**, `code`, line breaks, and the numbers of the places that are lit."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

_BOLD, _CODE = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"`([^`]+)`")
_MARK = re.compile("[①-⑨]")


def rich(words: str, accent: str) -> str:
    """The words as Qt shows them."""
    return markup(words, f'style="color:{accent}; font-weight:600"')


def markup(words: str, mark: str) -> str:
    """The words as HTML; `mark` is the attribute that the numbers of places have."""
    found = _BOLD.sub(r"<b>\1</b>", escape(words, quote=False))
    found = _CODE.sub(r"<code>\1</code>", found)
    found = _MARK.sub(lambda number: f"<span {mark}>{number[0]}</span>", found)
    return found.replace("\n", "<br>")


def bare(words: str) -> str:
    """The words for a screen reader."""
    return words.replace("**", "").replace("`", "")


class Prose(QLabel):
    """A text that wraps, and can be selected."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str, accent: str = "") -> None:
        """Show these; without any it takes no room."""
        self.setText(rich(words, accent))
        self.setAccessibleName(bare(words))
        self.setVisible(bool(words))
