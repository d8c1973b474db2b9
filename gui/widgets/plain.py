"""Words as they are: of a file where Qt would take them for HTML, in tooltips, which have no format of their own; and numbers."""

from __future__ import annotations

import html

from PySide6.QtGui import Qt

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def plain(words: str) -> str:
    """Words that are shown letter by letter: names in a file may look like tags."""
    return html.escape(words).replace("\n", "<br>") if Qt.mightBeRichText(words) else words


def printed(value: float | str, digits: int = 3) -> str:
    """A number with so many significant digits, or one that is written already, as print has it: −2·10⁻⁷ for -2e-07."""
    mantissa, _, exponent = (value if isinstance(value, str) else f"{value:.{digits}g}").partition("e")
    power = str(int(exponent)).translate(RAISED) if exponent else ""
    return mantissa.replace("-", "−") + (f"·10{power}" if power else "")
