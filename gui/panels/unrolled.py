"""The network over time: values left to right, gradients right to left, each weight one object used at every step."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.insight.flow.through_time import (
    Cut,
    Loss,
    contributions,
    recurrent_matrix,
    recurrent_nodes,
    shared_parameters,
    spectral_radius,
)
from engine.insight.moment.now import COMING
from engine.insight.moment.symbols import arrow, symbol
from engine.program.check import load_table
from engine.program.program import BACKWARD, INPUT, Program
from engine.runtime.debugger import Debugger
from gui.look.fields import Slider
from gui.look.picture import Picture, picture_of
from gui.look.theme import PHASE_ROLES, color_map
from gui.notation.numbers import number, typeset
from gui.plots.source import needs_sequences
from gui.session.panel import Panel
from gui.session.session import Session
from gui.widgets.steady_label import Words
from gui.widgets.unrolled import Cell, Rail, Unrolled, UnrolledView

MOST_VALUES, MOST_RAILS = 12, 4


class _Letters(tuple[str, ...]):
    """The letters of each time step, if it has any."""


class UnrolledPanel(Panel):
    """Shows sequences only; the dashed line cuts the gradient as truncation would, and says what is lost."""

    rest = 0.2
    lowest = 100
    patient = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.view = UnrolledView()
        self.view.setObjectName("unrolled-view")
        self.area = QScrollArea()
        self.area.setWidget(self.view)
        self.area.setWidgetResizable(True)
        self.words = Words()
        self.words.setContentsMargins(8, 3, 8, 3)
        self.empty = QLabel(needs_sequences())
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.words, self.area, self.empty, self._radius_row()):
            layout.addWidget(widget)
        self.view.setToolTip(
            self.tr(
                "Drag the dashed line, or move it with the arrow keys: no gradient crosses it to the left, as in "
                "truncated backpropagation through time. Click a cell to see its program line."
            )
        )
        self.cut = 0
        self.lost: tuple[Loss, ...] = ()
        self._memo = session.memo
        self.view.cut_moved.connect(self.move_cut)
        self.view.picked.connect(self._pick)
        session.edited.connect(self._edited)
        session.selected.connect(self.invalidate)

    def _radius_row(self) -> QWidget:
        """A slider that scales the recurrent matrix, and with it its spectral radius."""
        self.radius_words, self.radius = QLabel(), Slider(Qt.Orientation.Horizontal)
        self.radius.setObjectName("spectral-radius")
        self.radius.setRange(1, 400)
        self.radius.setToolTip(
            self.tr(
                "Spectral radius of the recurrent matrix: the factor by which a linear network's gradient grows or "
                "shrinks per time step. If the first training step is shown, it is run again with the scaled matrix."
            )
        )
        self.radius.valueChanged.connect(self._scale)
        self.radius_row = QWidget()
        row = QHBoxLayout(self.radius_row)
        row.setContentsMargins(8, 0, 8, 2)
        row.addWidget(self.radius_words)
        row.addWidget(self.radius, 1)
        return self.radius_row

    def _matrix(self, debugger: Debugger) -> str:
        nodes = recurrent_nodes(debugger.program)
        return recurrent_matrix(debugger.program, nodes[0]) if nodes else ""

    def _scale(self) -> None:
        debugger = self.session.debugger
        name = "" if debugger is None else self._matrix(debugger)
        if debugger is not None and name:
            # In the first step the starting value is scaled: that with which the step began.
            first = debugger.arena.views[debugger.program.parameters[name]]
            now = spectral_radius(np.array(first if debugger.place[0] == 0 else debugger.value(name)))
            if now > 0:
                self.session.values.scale(name, self.radius.value() / 100 / now)

    def _show_radius(self, debugger: Debugger) -> None:
        name = self._matrix(debugger)
        self.radius_row.setVisible(bool(name))
        if name and not self.session.running:
            now = spectral_radius(np.array(debugger.value(name)))
            self.radius_words.setText(f"ρ({arrow(name.removesuffix('.weight'))}) = {now:.3f}")
            if not self.radius.isSliderDown():
                self.radius.blockSignals(True)
                self.radius.setValue(round(100 * min(now, 4.0)) if np.isfinite(now) else 1)
                self.radius.blockSignals(False)

    def picture(self) -> Picture | None:
        """The whole sequence, however little of it is in sight; nothing without one."""
        self.refresh()
        if self.area.isHidden():
            return None
        copy = UnrolledView()
        copy.set_colors(self.colors())
        copy.show_moment(self.view.shown)
        copy.resize(copy.full_size())
        return picture_of(copy, self.tr("Unrolled"))

    def _edited(self) -> None:
        if self._memo is not self.session.memo:  # another program
            self._memo, self.cut = self.session.memo, 0
            self.invalidate()

    def restyle(self) -> None:
        self.view.set_colors(self.colors())
        self._signed = color_map(self.theme.signed_map)
        self.empty.setStyleSheet(f"color: {self.theme.muted}; padding: 12px; font-weight: 400;")

    # the cut -------------------------------------------------------------------------------------

    def move_cut(self, after: int) -> None:
        """Let no gradient pass from time step after + 1 to `after`; 0 cuts nothing."""
        self.cut = after
        self.invalidate()

    def _measure(self, debugger: Debugger) -> str:
        """What the cut takes away, in words."""
        if not self.cut:
            self.lost = ()
            return self.tr("Drag the dashed line to see what is lost when no gradient crosses it; training does not change.")
        compute = self.session.memo.made(Cut, lambda: Cut(debugger.program))
        found = None if self.session.running else compute(debugger, self.cut)
        self.lost = found or ()
        if found is None:
            return self.tr("Cut after t = {time}: what is lost will be known after the backward pass.").format(time=self.cut)
        shared = set(shared_parameters(debugger.program))
        told = [loss for loss in found if loss.parameter in shared and loss.full.ndim == 2 and loss.share > 0]
        parts = [
            self.tr("{name} loses {share} (cosine {cosine})").format(
                name=arrow(loss.parameter), share=typeset(f"{loss.share:.1%}"), cosine=typeset(f"{loss.cosine:.4f}")
            )
            for loss in told
        ]
        lost = "; ".join(parts) or self.tr("no weight loses any gradient")
        return self.tr("Cut after t = {time}: ").format(time=self.cut) + lost + ". " + self._kept_in_training()

    def _kept_in_training(self) -> str:
        """Whether training itself cuts the gradient: the dashed line does not."""
        cut = self.session.experiment.training.truncate
        if cut is None:
            return self.tr("This is only a trial cut: training uses the whole gradient.")
        words = (
            self.tr("This is only a trial cut: training itself lets gradients reach back {count} time step.")
            if cut["k2"] == 1
            else self.tr("This is only a trial cut: training itself lets gradients reach back {count} time steps.")
        )
        return words.format(count=cut["k2"])

    # what is shown -------------------------------------------------------------------------------

    def refresh(self) -> None:
        debugger = self.session.debugger
        usable = debugger is not None and debugger.program.length > 1
        self.empty.setVisible(not usable)
        self.area.setVisible(usable)
        self.words.setVisible(usable)
        self.radius_row.setVisible(usable)
        if debugger is None or not usable:
            return
        self._show_radius(debugger)
        self.cut = min(self.cut, debugger.program.length - 1)
        words = self._measure(debugger)
        self.words.setText(words)
        program, nodes, shown = debugger.program, self._rows(debugger.program), self.session.now
        assert shown is not None
        now, hue = (shown.time, PHASE_ROLES[shown.phase]) if shown.marked else (0, "")
        backward = shown.state != COMING and (shown.phase == BACKWARD or not shown.inside)
        pulls = self._pulls(debugger, nodes)
        cells = tuple(
            tuple(
                self._cell(debugger, node, time, pulls[row][time - 1], hue if (time, node) == (now, shown.node) else "")
                for time in range(1, program.length + 1)
            )
            for row, node in enumerate(nodes)
        )
        loops = frozenset(row for row, node in enumerate(nodes) if node in recurrent_nodes(program))
        self.view.show_moment(
            Unrolled(nodes, cells, self._heads(program), self._rails(debugger), loops, now, hue, backward, self.cut, words)
        )

    def _rows(self, program: Program) -> tuple[str, ...]:
        """Layers in the order in which they are computed, inputs first."""
        shown = [node.id for node in self.session.experiment.network.order()]
        return tuple(node for node in shown if len(_states(program, node)) == program.length or program.of_node(node, INPUT))

    def _heads(self, program: Program) -> tuple[str, ...]:
        """The number of each time step; for texts the letters too."""
        known = self.session.memo.made(_Letters, lambda: self._letters(program))
        return tuple(
            f"t = {t}\n{known[t - 1]}" if known else (f"t = {t}" if program.length < 13 else str(t))
            for t in range(1, program.length + 1)
        )

    def _letters(self, program: Program) -> _Letters:
        """What each time step of a text reads and should answer; nothing for other data."""
        table = load_table(self.session.experiment)[0]
        if self.session.experiment.data.name != "hello" or program.length != table.length or table.inputs.shape[-1] < 2:
            return _Letters()
        names, pairs = table.target_names, zip(table.inputs[0].argmax(1), table.targets[0].argmax(1), strict=True)
        return _Letters(f"{names[a]} → {names[b]}" for a, b in pairs)

    def _pulls(self, debugger: Debugger, nodes: tuple[str, ...]) -> np.ndarray:
        """0 ... 1 by the logarithm of the size of dL/d(state): 1 is the largest, 0 is 12 powers of ten below, or not computed."""
        program = debugger.program
        sizes = np.zeros((len(nodes), program.length))
        for row, node in enumerate(nodes):
            for slot in _states(program, node):
                gradient = program.gradient_of.get(slot)
                value = None if gradient is None else debugger.read(gradient)
                if value is not None:
                    with np.errstate(all="ignore"):
                        sizes[row, program.slots[slot].time - 1] = np.linalg.norm(value)
        top = float(np.nanmax(sizes, initial=0.0))
        with np.errstate(all="ignore"):
            return (
                np.nan_to_num(np.clip(1 + np.log10(sizes / top) / 12, 0.0, 1.0), nan=0.0)
                if 0 < top < np.inf
                else np.zeros_like(sizes)
            )

    def _cell(self, debugger: Debugger, node: str, time: int, pull: float, lit: str) -> Cell:
        program = debugger.program
        slot = next((s for s in program.states(node) if program.slots[s].time == time), None)
        value = None if slot is None else debugger.read(slot)
        if slot is None or value is None:
            return Cell(lit="", words=self.tr("{node}, t = {time}: not computed yet").format(node=node, time=time))
        now = self.session.now
        column = value[:MOST_VALUES, 0 if now is None else now.sample]
        colors = tuple(self._color(float(v)) for v in column)
        numbers = ", ".join(number(float(v), 3) for v in column[:6]) + (" …" if len(value) > 6 else "")
        gradient = program.gradient_of.get(slot)
        back = None if gradient is None else debugger.read(gradient)
        size = "–" if back is None else number(float(np.linalg.norm(back)), 3)
        return Cell(colors, True, back is not None, pull, lit, f"{node}, t = {time}: {numbers}\n‖∂L/∂{node}({time})‖ = {size}")

    def _color(self, value: float) -> QColor:
        place = 0.5 if np.isnan(value) else min(1.0, max(0.0, 0.5 + value / 2))
        return QColor(*(int(part) for part in self._signed[int(255 * place)]))

    def _rails(self, debugger: Debugger) -> tuple[Rail, ...]:
        """The shared matrices: what each time step adds along the whole gradient."""
        program, rails = debugger.program, []
        names = [name for name in shared_parameters(program) if len(program.slots[program.parameters[name]].shape) == 2]
        for name in names[:MOST_RAILS]:
            split, shares = contributions(debugger, name), np.full(program.length, np.nan)
            words, kept = [self.tr("not computed yet")] * program.length, shares
            if split is not None:
                cut = next((loss.kept for loss in self.lost if loss.parameter == name), None) or split
                shares, kept = np.zeros(program.length), np.zeros(program.length)
                places = np.array(split.times) - 1
                shares[places], kept[places] = split.along(split.total), cut.along(split.total)
                words = [self._rail_words(arrow(name), *told) for told in enumerate(zip(shares, kept, strict=True), 1)]
                top = float(np.abs(shares).max()) or 1.0
                shares, kept = shares / top, kept / top
            rails.append(Rail(_short(program, name), shares, tuple(words), kept))
        return tuple(rails)

    def _rail_words(self, name: str, time: int, shares: tuple[float, float]) -> str:
        """What a time step adds to the gradient of a weight, and what of it the cut leaves."""
        share, kept = shares
        told = self.tr("{name}: t = {time} contributes {share} of the gradient").format(
            name=name, time=time, share=typeset(f"{share:+.1%}")
        )
        if abs(share - kept) < 1e-12:
            return told
        return told + self.tr("; {kept} with the cut").format(kept=typeset(f"{kept:+.1%}"))

    def _pick(self, row: int, time: int) -> None:
        """Show the line that makes a value."""
        debugger = self.session.debugger
        if debugger is None:
            return
        node = self.view.shown.rows[row]
        slot = next((s for s in debugger.program.states(node) if debugger.program.slots[s].time == time), None)
        pc = None if slot is None else debugger.program.writer.get(slot)
        if pc is not None:
            self.session.select(replace(self.session.selection, pc=pc))


def _states(program: Program, node: str) -> list[int]:
    """The states of a layer at the time steps that are shown; a window of a longer sequence begins with that of the step before."""
    return [slot for slot in program.states(node) if program.slots[slot].time > 0]


def _short(program: Program, name: str) -> str:
    """A weight in few letters: its wire, or its letter in the program where it belongs to a cell."""
    return arrow(name.removesuffix(".weight")) if name.endswith(".weight") else str(symbol(program, program.parameters[name]))
