"""Records moments of a run as the window shows them, in both languages and in the colours of both themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QSizeF

from engine.lessons.hiding import Kept
from engine.model.experiment import Experiment
from engine.program.program import PHASES
from engine.runtime.debugger import Debugger
from gui.canvas.panel import CanvasPanel
from gui.export.mathml import line as math
from gui.export.page import svg_with_letters
from gui.export.share.markup import markup
from gui.export.share.pieces import box, pieces
from gui.export.share.pool import Stock, compact
from gui.export.unseen import canvas_of, laid_out, session_of
from gui.look.i18n import LANGUAGES, speaking
from gui.look.sentences import loss_words, place_words, running_place, told
from gui.look.theme import DARK, LIGHT, THEMES
from gui.notation.numbers import number
from gui.panels.formula.panel import FormulaPanel
from gui.panels.program import brief
from gui.plots.heatmaps import KINDS, NOTHING, Matrix, matrices, span
from gui.widgets.heatmap import pixels

MOST_CELLS, MOST_MATRICES = 400, 24  # of a matrix, of a kind


@dataclass(frozen=True)
class Faces:
    """What is drawn and written in one language."""

    light: CanvasPanel
    dark: CanvasPanel
    formula: FormulaPanel


class Recorder:
    """Goes to moments with a debugger of its own, and keeps what is shown there: of each what differs from the one before."""

    def __init__(self, experiment: Experiment, debugger: Debugger, stock: Stock, sample: int | None = None) -> None:
        self.session = session_of(experiment, debugger)
        self.debugger, self.experiment, self.stock = debugger, experiment, stock
        if sample is not None:
            self.session.looking.at_sample(sample)
        self.moments: list[dict[str, Any]] = []
        self.formulas: dict[int, int] = {}
        self.size = 0
        self._faces = {language: self._face(language) for language in LANGUAGES}
        self._last: dict[str, Any] = {}
        self._spans: dict[tuple[str, str], float] = {}

    def _face(self, language: str) -> Faces:
        with speaking(language):
            light, dark = (canvas_of(self.session, THEMES[name]) for name in (LIGHT, DARK))
            return Faces(light, dark, laid_out(FormulaPanel(self.session), THEMES[LIGHT]))

    def close(self) -> None:
        """Give back what was made to look at the run."""
        for face in self._faces.values():
            for panel in (face.light, face.dark, face.formula):
                panel.close()
                panel.deleteLater()
        self.session.deleteLater()

    def keep(self, t: int) -> None:
        """Keep the moment at which the clock stands at t."""
        self.session.go(t)
        shown: dict[str, Any] = {}
        for language, face in self._faces.items():
            with speaking(language):
                shown |= {f"{name}.{language}": value for name, value in self._told(face).items()}
        shown |= self._numbers()
        shown["canvas.hi"] = _unlike(shown["canvas.en"], shown["canvas.hi"])
        moment = {key: value for key, value in shown.items() if self._last.get(key) != value}
        for key in ("canvas.en", "values"):
            if key in moment and key in self._last:
                moment[key] = _unlike(self._last[key], moment[key])
        self._last = shown
        self.moments.append(moment)
        self.size += len(compact(moment).encode()) + 1

    def cover(self, kept: Kept) -> None:
        """Keep this back at the moments that are recorded from now on, instead of what was kept back before."""
        self.session.veil.cover(kept)

    def taken(self) -> list[dict[str, Any]]:
        """The moments kept since the last were taken; the next one is kept whole."""
        moments, self.moments, self._last = self.moments, [], {}
        return moments

    @property
    def bytes(self) -> int:
        """How large the recording is so far."""
        return self.size + self.stock.bytes

    # what is shown ---------------------------------------------------------------------------

    def _told(self, face: Faces) -> dict[str, Any]:
        """What depends on the language."""
        now = self.session.now
        assert now is not None
        add = self.stock.pool.add
        return {
            "canvas": [add(piece) for piece in self._drawing(face)],
            "said": add(told(self.debugger.program, now, self.experiment.network)),
            "place": add(running_place(self.debugger) if self.session.veil.kept.order else place_words(self.debugger, now)),
            "loss": add(loss_words(self.debugger)),
            "sum": add(markup(face.formula.numbers(), face.formula.theme)),
        }

    def _drawing(self, face: Faces) -> list[str]:
        light, dark = (_svg(canvas) for canvas in (face.light, face.dark))
        return [box(light), *pieces(light, dark, self.stock.palette)]

    def _numbers(self) -> dict[str, Any]:
        """What does not."""
        debugger, now, program = self.debugger, self.session.now, self.debugger.program
        assert now is not None
        if now.pc not in self.formulas:
            self.formulas[now.pc] = self.stock.pool.add(math(program, now.pc))
        values = [self.stock.pool.add(brief(debugger.read(instr.out))) for instr in program.code]
        known = now.step - (debugger.read(program.loss) is None)  # training steps whose loss can be seen
        shown: dict[str, Any] = {
            "now": [now.pc, -1 if now.done is None else now.done, now.coming, now.step, PHASES.index(now.reached), known],
            "focus": self._focus(now.node if now.marked else ""),
            "values": values,
        }
        for kind in KINDS:
            found = [m for m in matrices(debugger, kind, now.sample) if m.shape[0] * m.shape[1] <= MOST_CELLS]
            shown[kind] = [self.stock.pool.add(self._cells(kind, matrix)) for matrix in found[:MOST_MATRICES]]
        return shown

    def _focus(self, node: str) -> float:
        """How far to the right what is marked lies, as a part of the width; -1 for nothing."""
        scene = self._faces["en"].light.scene
        item = scene.card_of(node)
        if item is None:
            return -1
        area = scene.page()
        return round((item.card().center().x() - area.left()) / area.width(), 3)

    def _cells(self, kind: str, matrix: Matrix) -> list[Any]:
        """Name, rows, columns, texts, shades: as the window shows a matrix, on a scale that only widens."""
        key = (kind, matrix.name)
        if matrix.values is None:
            return [matrix.name, *matrix.shape, None, None]
        limit = self._spans[key] = max(self._spans.get(key, NOTHING), span(matrix.values))
        shades = pixels(matrix.values, -limit, limit)[:, : matrix.shape[1]].ravel().tolist()
        self.stock.shades.update(shades)
        texts = " ".join(number(float(value)) for value in matrix.values.ravel())
        return [matrix.name, *matrix.shape, texts, shades]


def _svg(canvas: CanvasPanel) -> str:
    picture = canvas.picture()
    return svg_with_letters(QSizeF(picture.width, picture.height), canvas.theme, "", picture.paint)


def _unlike(before: list[int], after: list[int]) -> list[int] | dict[str, int]:
    """A list as what differs from another, where that is shorter."""
    if len(before) != len(after):
        return after
    changed = {str(place): new for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
    return changed if 2 * len(changed) < len(after) else after


def losses(debugger: Debugger, last: int, most: int = 400) -> list[list[Any]]:
    """The loss of training steps up to one, each with its step and as the window writes it; of a long run some of them."""
    steps, values = debugger.series.losses()
    kept = steps < last
    steps, values = steps[kept], values[kept]
    places = np.unique(np.linspace(0, len(steps) - 1, min(most, len(steps))).astype(int)).tolist() if len(steps) else []
    return [[int(steps[i]) + 1, float(f"{values[i]:.6g}"), number(float(values[i]), 5)] for i in places if np.isfinite(values[i])]
