"""Words as they are: of a file where Qt would take them for HTML, in tooltips, which have no format of their own."""

from __future__ import annotations

import html

from PySide6.QtGui import Qt


def plain(words: str) -> str:
    """Words that are shown letter by letter: names in a file may look like tags."""
    return html.escape(words).replace("\n", "<br>") if Qt.mightBeRichText(words) else words
