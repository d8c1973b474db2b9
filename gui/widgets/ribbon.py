"""The phases of a training step beside one another: as wide as they are long, and never narrower than their names."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.widgets.ink import blended, ink

Phase = tuple[float, float, str, str]  # from and to, as shares of the step; the role of its colour; its name
REACHED, DONE, COMING = 0.9, 0.45, 0.18  # how strong the colour of a phase is
SMALL, BESIDE, APART = 0.85, 12.0, 2.0  # the size of a name beside other text, pixels beside it, and between two phases


@dataclass(frozen=True)
class Ribbon:
    """Where each phase stands in an area; all that counts by shares of the step asks here for its place."""

    area: QRectF
    phases: tuple[Phase, ...]
    edges: tuple[float, ...]

    def place(self, share: float) -> float:
        """Where a share of the step lies."""
        for (start, stop, *_), left, right in zip(self.phases, self.edges, self.edges[1:], strict=False):
            if share <= stop and stop > start:
                return left + (right - left) * (max(share, start) - start) / (stop - start)
        return self.area.right() if self.phases else self.area.left() + self.area.width() * share

    def share(self, x: float) -> float:
        """The share of the step that lies there."""
        for (start, stop, *_), left, right in zip(self.phases, self.edges, self.edges[1:], strict=False):
            if x <= right and right > left:
                return start + (stop - start) * (max(x, left) - left) / (right - left)
        return 1.0 if self.phases else min(1.0, max(0.0, (x - self.area.left()) / self.area.width()))

    def part(self, number: int) -> QRectF:
        """The rectangle of a phase."""
        left, right = self.edges[number : number + 2]
        return QRectF(left, self.area.y(), right - left - APART, self.area.height())

    def paint(self, painter: QPainter, font: QFont, colors: dict[str, QColor], within: float, reached: str) -> None:
        """Paint the phases, names in the ink that is read on them; `reached` is the role of the one that stands out."""
        painter.setFont(small(font))
        for number, (start, _, role, name) in enumerate(self.phases):
            part = self.part(number)
            ground = blended(colors[role], colors["window"], REACHED if role == reached else DONE if start < within else COMING)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(part, 3, 3)
            painter.setPen(ink(ground.rgb()))
            text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(part.width()) - 6)
            painter.drawText(part.adjusted(5, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)


def small(font: QFont) -> QFont:
    """The font of the names."""
    result = QFont(font)
    result.setPointSizeF(SMALL * font.pointSizeF())
    return result


def ribbon(area: QRectF, phases: tuple[Phase, ...], font: QFont) -> Ribbon:
    """Share out the width; a phase that would be narrower than its name takes what it needs from the others."""
    metrics = QFontMetricsF(small(font))
    needs = [metrics.horizontalAdvance(name) + BESIDE + APART for *_, name in phases]
    squeeze = min(1.0, area.width() / sum(needs)) if needs else 1.0
    least = [need * squeeze for need in needs]
    lengths = [stop - start for start, stop, *_ in phases]
    tight: set[int] = set()
    while True:
        room = area.width() - sum(least[number] for number in tight)
        whole = sum(length for number, length in enumerate(lengths) if number not in tight) or 1.0
        widths = [least[n] if n in tight else room * length / whole for n, length in enumerate(lengths)]
        more = {number for number, width in enumerate(widths) if width < least[number] - 1e-9} - tight
        if not more:
            break
        tight |= more
    edges = [area.left()]
    for width in widths:
        edges.append(edges[-1] + width)
    return Ribbon(area, phases, tuple(edges))
