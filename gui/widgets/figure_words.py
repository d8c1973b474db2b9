"""What stands above a plot: the key of its curves and bands, and its note; only as much of both as leaves the plot its room."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextDocument

from gui.widgets.curve_pens import BAND, BORDER, DASHED, LINE, MARKS, PALE, PATH, POINTS, RING
from gui.widgets.steady_label import Words

SAMPLES = {LINE: "━", POINTS: "●", DASHED: "╍", MARKS: "✕", RING: "◯", BORDER: "━", PATH: "━", PALE: "━", BAND: "■"}
SHARES = (4.6, 4)  # of the height of the whole: more than one such part is a line too many; a wide plot can spare more
LEAST = 8  # letters of a finding that are worth saying
MANY = 3  # curves of which a reader still guesses which is which
GAP, CLAUSES = " &nbsp; ", re.compile(" · |; ")  # between names, and between clauses of a note
COLON = re.compile(r": (?![^(]*\))")  # before what was found; one in brackets belongs to what is in them


class FigureWords(Words):
    """Shows key and note as far as there is room; all of it is in the tooltip then."""

    def __init__(self) -> None:
        super().__init__(rich=True)
        self._key: tuple[str, ...] = ()
        self._note = ""

    def tell(self, figure: Any, colors: dict[str, QColor]) -> None:
        """Take the words of a figure; `fit` shows them."""
        self._key, self._note = key_of(figure, colors), " · ".join(filter(None, (figure.note, figure.aside)))

    def fit(self, width: int, height: int) -> None:
        """Show what fits above a plot, if both together are so wide and high."""
        margins = self.contentsMargins()
        across = max(1, width - margins.left() - margins.right())
        room = max(self.fontMetrics().height() + 1.0, height / SHARES[width > 2 * height])
        forms = list(self._forms(across))
        chosen = next((words for words in forms if _height(words, across, self.font()) <= room), forms[-1])
        self.setText(chosen)
        self.setToolTip("" if chosen == forms[0] else forms[0])
        self.setVisible(bool(chosen))

    def _forms(self, across: int) -> Iterator[str]:
        """From everything to the least; what was found is said before what is what."""
        names, note = GAP.join(self._key), html.escape(self._note)
        yield f"{names}<br>{note}" if names and note else names or note
        if note:
            clauses, first = list(CLAUSES.finditer(self._note)), CLAUSES.split(self._note)[0]
            if names and clauses:
                yield f"{names}<br>{html.escape(first)} …"
            if names:
                yield from self._shared(names, first, across)
            if len(self._key) > MANY:
                yield from self._fewer(MANY)
            yield note
            for clause in reversed(clauses):
                yield html.escape(f"{self._note[: clause.start()]} …")
            said = COLON.split(first)
            if len(said) > 1:
                yield html.escape(f"… {said[-1]}")
            yield html.escape(self.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, across))
        else:
            yield from self._fewer(1)

    def _fewer(self, least: int) -> Iterator[str]:
        """The key with the last names left out, one after the other."""
        yield GAP.join(self._key)
        for count in range(len(self._key) - 1, least - 1, -1):
            yield f"{GAP.join(self._key[:count])} …"

    def _shared(self, names: str, first: str, across: int) -> Iterator[str]:
        """Key and finding in one line: curves that nobody names tell little."""
        metrics, finding = self.fontMetrics(), COLON.split(first)[-1]
        yield f"{names}{GAP}{html.escape(first)}"
        yield f"{names}{GAP}… {html.escape(finding)}"
        plain = html.unescape(re.sub(r"<[^>]*>", "", f"{names}{GAP}"))
        left = across - metrics.horizontalAdvance(plain)
        if left > LEAST * metrics.averageCharWidth():
            yield f"{names}{GAP}{html.escape(metrics.elidedText(finding, Qt.TextElideMode.ElideRight, left))}"


def key_of(figure: Any, colors: dict[str, QColor]) -> tuple[str, ...]:
    """Samples with their names, as rich text: of curves and bands, those of one name once."""
    key = [(band.name, band.role, SAMPLES[BAND]) for band in figure.bands if band.name]
    if key or _named(figure):
        key = [*((curve.name, curve.role, SAMPLES[curve.style]) for curve in figure.curves if curve.listed), *key]
    return tuple(_entry(name, colors[role].name(), sample) for name, role, sample in dict.fromkeys(key))


def _entry(name: str, color: str, sample: str) -> str:
    """In one colour; beside the pale one of a band no name could be read."""
    if sample == SAMPLES[BAND]:
        return f"<span style='color:{color}'>{sample}&nbsp;</span>{html.escape(name)}"
    return f"<span style='color:{color}'>{sample}&nbsp;{html.escape(name)}</span>"


def _height(words: str, across: int, font: QFont) -> float:
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setTextWidth(across)
    document.setHtml(words)
    return document.size().height()


def _named(figure: Any) -> bool:
    """Whether the curves of a figure are named: if there are several, and no image that speaks for itself."""
    return figure.named or len(figure.curves) > 1 and figure.image is None
