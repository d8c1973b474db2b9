"""Where what is written on the drawing stands: each note asks for places, the best first, and gets the first that is free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from gui.canvas.geometry import Look

CLOSEST = 1.0  # between two notes


@dataclass(frozen=True)
class Site:
    """A place that a note asks for; `inside` is in the margin of its own card, where nothing else is written.

    One that stands away from what it belongs to has a line `to` it.
    """

    box: QRectF
    inside: bool = False
    to: QPointF | None = None


class Note(Protocol):
    """Something written on the drawing outside of cards, in several forms: the richest first, then what takes less room."""

    @property
    def forms(self) -> int:
        """How many forms it has."""

    def sites(self, form: int, look: Look, zoom: float) -> Iterator[Site]:
        """Places of one form, the best first, in scene coordinates."""

    def lead(self, painter: QPainter, placed: Placed, look: Look, zoom: float) -> None:
        """Draw the line to what it belongs to, if it stands away from it; all lines lie below all words."""

    def paint(self, painter: QPainter, placed: Placed, look: Look, zoom: float) -> None:
        """Write it into its place."""


@dataclass(frozen=True)
class Placed:
    """A note, its form, and where it stands in the scene."""

    note: Note
    form: int
    site: Site

    @property
    def box(self) -> QRectF:
        """Where it stands."""
        return self.site.box


class Room:
    """What is taken of the drawing: by cards, and by the notes that were placed. Nothing stands half in sight."""

    def __init__(self, cards: Iterable[QRectF], sight: QRectF | None) -> None:
        self._cards, self._notes, self._sight = _sides(cards), _sides(()), sight

    def free(self, site: Site) -> bool:
        """Whether nothing stands there yet."""
        box = site.box
        if self._sight is not None and not self._sight.contains(box):
            return False
        sides = box.left(), box.top(), box.right(), box.bottom()
        return not _met(self._notes, sides, CLOSEST) and (site.inside or not _met(self._cards, sides, 0.0))

    def taken(self, boxes: Sequence[QRectF]) -> Room:
        """The room that is left when these stand there, too."""
        result = Room((), self._sight)
        result._cards, result._notes = self._cards, np.concatenate([self._notes, _sides(boxes)])
        return result


def _sides(boxes: Iterable[QRectF]) -> np.ndarray:
    """(boxes, 4): left, top, right, bottom."""
    return np.array([(box.left(), box.top(), box.right(), box.bottom()) for box in boxes]).reshape(-1, 4)


def _met(taken: np.ndarray, sides: tuple[float, float, float, float], apart: float) -> bool:
    left, top, right, bottom = sides
    beside = (taken[:, 0] < right + apart) & (taken[:, 2] > left - apart)
    return bool((beside & (taken[:, 1] < bottom + apart) & (taken[:, 3] > top - apart)).any())


def free_corner(room: QRectF, size: QSizeF, covers: Callable[[QRectF], bool], order: Iterable[tuple[bool, bool]]) -> QRectF:
    """The first corner of a room, each told as (right, low), where a box covers nothing; empty if there is none."""
    box = QRectF(QPointF(), size)
    for right, low in order:
        box.moveTo(room.right() - box.width() if right else room.left(), room.bottom() - box.height() if low else room.top())
        if room.contains(box) and not covers(box):
            return box
    return QRectF()


def lay_out(groups: Iterable[Sequence[Note]], room: Room, look: Look, zoom: float) -> list[Placed]:
    """Place notes, the most wanted groups first.

    Those of a group have one form: the richest in which all find a place, else the one in which most do. What finds none is not
    written.
    """
    result: list[Placed] = []
    for group in groups:
        best: list[Placed] = []
        for form in range(max((note.forms for note in group), default=0)):
            found = _place(group, form, room, look, zoom)
            if len(found) > len(best):
                best = found
            if len(best) == len(group):
                break
        result += best
        room = room.taken([placed.box for placed in best])
    return result


def _place(group: Sequence[Note], form: int, room: Room, look: Look, zoom: float) -> list[Placed]:
    found: list[Placed] = []
    for note in group:
        own = min(form, note.forms - 1)
        site = next((site for site in note.sites(own, look, zoom) if room.free(site)), None)
        if site is not None:
            found.append(Placed(note, own, site))
            room = room.taken([site.box])
    return found
