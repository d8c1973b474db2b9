"""The canvas in the window: palette, view, and what the session says about them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QStringListModel, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from engine.library.activations import ACTIVATIONS
from engine.library.layers import LAYERS, NODE_TYPES
from engine.program.program import BACKWARD, DELTA, UPDATE
from engine.runtime.debugger import Debugger
from engine.spec.experiment import Experiment
from engine.spec.network import Node, Wire
from engine.spec.problem import Problem
from gui.canvas.edits import Edits
from gui.canvas.items import NodeState
from gui.canvas.look import Look
from gui.canvas.menu import CanvasMenu
from gui.canvas.palette import Palette
from gui.canvas.scene import GraphScene
from gui.canvas.view import CanvasView
from gui.canvas.wires import WireState
from gui.i18n import engine_text, problem_text
from gui.panel import Panel
from gui.session import Session
from gui.theme import PHASE_ROLES, color_map

CLASSROOM_PIXELS = 24
MOST_SMOOTH_LINES = 300  # more are drawn with smooth edges only while nothing runs
AUTO, WEIGHTS, GRADIENTS = "auto", "weights", "gradients"


class CanvasPanel(Panel):
    """Draws the network and its numbers; every change goes through `session.edit`."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.scene = GraphScene(Look(self.colors(), color_map("vik")))
        self.view = CanvasView(self.scene)
        self.edits = Edits(session, self.scene)
        self.menu = CanvasMenu(session, self.edits, self)
        self.palette_strip = Palette()
        self.banner = QLabel()
        self.banner.setWordWrap(True)
        self.banner.setObjectName("banner")
        self.mode = QComboBox()
        self.caption = QLabel()
        self._shown: Experiment | None = None
        self._hue = ""
        self._lines = 0
        self.large = False
        self._scales: dict[str, float] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(10, 6, 10, 0)
        top.setSpacing(10)
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top.addWidget(self.caption, 1)
        for name, title in (
            (AUTO, self.tr("Edges: auto")),
            (WEIGHTS, self.tr("Edges: weights")),
            (GRADIENTS, self.tr("Edges: gradients")),
        ):
            self.mode.addItem(title, name)
        self.mode.setToolTip(self.tr("What the lines between layers show: weights, or the gradient of the loss by them."))
        top.addWidget(self.mode)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(top)
        right.addWidget(self.banner)
        right.addWidget(self.view, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._strip = _scrolled(self.palette_strip)
        layout.addWidget(self._strip)
        layout.addLayout(right, 1)
        self.view.hint = self.tr("Click or drag a layer from the left, or double-click here to search for one.\n"
                                 "Then drag from the port on its right side to the next layer.")  # fmt: skip

    def _connect(self) -> None:
        view, session = self.view, self.session
        session.edited.connect(self._edited)
        session.selected.connect(self.invalidate)
        edits = self.edits
        self.palette_strip.picked.connect(lambda name: edits.add(name))
        edits.grown.connect(view.fit)
        edits.refused.connect(lambda reason: self._explain(reason, False))
        self.mode.currentIndexChanged.connect(self.invalidate)
        view.judge = lambda wire: session.experiment.network.why_not(wire)
        view.moved.connect(edits.move)
        view.connected.connect(edits.connect_wire)
        view.dropped.connect(edits.add)
        view.searched.connect(self._search)
        view.resized_units.connect(edits.change_units)
        view.picked_connection.connect(self._pick_connection)
        view.explained.connect(self._explain)
        view.key.connect(self._key)
        view.nudged.connect(edits.nudge)
        view.menu_asked.connect(self._show_menu)
        self.scene.selectionChanged.connect(self._selection_changed)

    def _search(self, point: QPointF) -> None:
        """A search field at the mouse: type a layer's name, Enter adds it."""
        field = QLineEdit(self.view)
        field.setObjectName("layer-search")
        field.setPlaceholderText(self.tr("Layer to add …"))
        titles = {engine_text(row.title): name for name, row in LAYERS.items()}
        completer = QCompleter(field)
        completer.setModel(QStringListModel(list(titles), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        field.setCompleter(completer)
        field.setFixedWidth(190)
        field.move(self.view.mapFromScene(point))

        def accept() -> None:
            words = field.text().strip().lower()
            chosen = next((name for title, name in titles.items() if words and words in title.lower()), None)
            field.deleteLater()
            if chosen:
                self.edits.add(chosen, point)

        field.returnPressed.connect(accept)
        field.editingFinished.connect(field.deleteLater)
        field.show()
        field.setFocus()

    # selection and keys --------------------------------------------------------------------------

    def _selection_changed(self) -> None:
        # While a window is taken down, Qt deletes selected items one by one and reports each.
        if not isValid(self) or not isValid(self.session):
            return
        nodes = frozenset(item.node.id for item in self.scene.nodes.values() if isValid(item) and item.isSelected())
        wires = frozenset(item.wire.id for item in self.scene.wires.values() if isValid(item) and item.isSelected())
        present = self.session.selection
        if nodes != present.nodes or wires != present.wires:
            parameter = next((self.scene.wires[wire].wire.weight for wire in wires), "")
            same = parameter and present.parameter == parameter
            self.session.select(
                replace(present, nodes=nodes, wires=wires, parameter=parameter, index=present.index if same else ())
            )

    def _pick_connection(self, wire_id: str, place: tuple[int, int]) -> None:
        wire = self.scene.wires[wire_id].wire
        self.session.select(replace(self.session.selection, parameter=wire.weight, index=place))

    def _show_menu(self, point: QPointF, at: QPoint) -> None:
        """The menu of whatever lies at a point of the scene."""
        node, network = self.view.node_at(point), self.session.experiment.network
        found = self.view.connection_at(point)
        if node is not None:
            if not node.isSelected():
                self.scene.clearSelection()
                node.setSelected(True)
            self.menu.for_node(network.node(node.node.id), at)
        elif found is not None:
            self.menu.for_weight(self.scene.wires[found[0]].wire, found[1], at)
        else:
            self.menu.for_canvas(point, at)

    def _key(self, name: str) -> None:
        session = self.session
        verbs = {"over": session.step_over, "into": session.step_into, "out": session.step_out, "back": session.back_into,
                 "run": session.toggle_run, "breakpoint": session.toggle_breakpoint, "more": self.edits.more_units,
                 "fewer": self.edits.fewer_units, "connect": self._connect_by_keys}  # fmt: skip
        verbs[name]()

    def _connect_by_keys(self) -> None:
        """A menu of the layers to which the selected one may be connected."""
        chosen = [item for item in self.scene.nodes.values() if item.isSelected()]
        if len(chosen) == 1:
            at = self.view.viewport().mapToGlobal(self.view.mapFromScene(chosen[0].port(True)))
            self.menu.targets(self.session.experiment.network.node(chosen[0].node.id), at)

    def _explain(self, reason: str | Problem, ok: bool) -> None:
        words = problem_text(reason) if isinstance(reason, Problem) else reason
        self.session.said.emit(words)
        if not ok:
            self._say(words, "error")
        else:
            self._show_problems()

    # showing -------------------------------------------------------------------------------------

    def _edited(self) -> None:
        experiment = self.session.experiment
        if self._shown is None or experiment.network != self._shown.network:
            grown = self._shown is None or {n.id for n in experiment.network.nodes} != {n.id for n in self._shown.network.nodes}
            self.scene.apply(experiment.network, self._words)
            if grown:
                self.view.fit()
        self._shown = experiment
        self._scales = {}
        self._show_problems()

    def _words(self, node: Node) -> str:
        activation = (
            engine_text(ACTIVATIONS[node.activation.name].title) if node.activation.name in ACTIVATIONS else node.activation.name
        )
        if node.type == "dense":
            return activation
        title = engine_text(LAYERS[node.type].title)
        plain = node.activation.name == "identity" or not NODE_TYPES[node.type].activations
        return title if plain else f"{title} · {activation}"

    def _show_problems(self) -> None:
        session = self.session
        if session.problems and session.experiment.network.nodes:
            self._say("\n".join(problem_text(problem) for problem in session.problems[:3]), "warning")
        elif session.warnings:
            self._say("\n".join(problem_text(problem) for problem in session.warnings[:2]), "warning")
        else:
            self.banner.hide()

    def _say(self, words: str, role: str) -> None:
        self.banner.setStyleSheet(f"background: {self.theme.raised}; color: {getattr(self.theme, role)};"
                                  f"border-left: 4px solid {getattr(self.theme, role)}; padding: 6px 10px; margin: 6px 10px 0 10px;")  # fmt: skip
        self.banner.setText(words)
        self.banner.show()

    def set_large(self, on: bool) -> None:
        """Numbers that the last row of a class can read; the palette gives way."""
        self.large = on
        self._strip.setVisible(not on)
        self._strip.setFixedWidth(_strip_width(self._strip))
        self.restyle()
        self.view.fit()

    def restyle(self) -> None:
        self.scene.set_look(Look(self.colors(), color_map(self.theme.signed_map), CLASSROOM_PIXELS if self.large else 0))
        self.view.resetCachedContent()
        self.view.viewport().update()
        self._show_problems()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._edited()
        self.view.fit()
        self.view.setFocus()

    def refresh(self) -> None:
        self._show_states()
        self.view.viewport().update()

    def _show_states(self) -> None:
        debugger = self.session.debugger
        if debugger is None:
            self.caption.setText("")
            for node in self.scene.nodes.values():
                node.set_state(NodeState())
            for wire in self.scene.wires.values():
                wire.set_state(WireState())
            return
        gradients = self._show_gradients(debugger)
        lit, role, time = self._lit(debugger)
        self._lines = sum(len(drawn.lines()) for drawn in self.scene.wires.values())
        self._caption(debugger, gradients, time)
        for node_id in self.scene.nodes:
            self._scale("delta", self._delta(debugger, node_id, time))
        for node_id, item in self.scene.nodes.items():
            item.set_state(self._node_state(debugger, node_id, time, role if node_id == lit else ""))
        for drawn in self.scene.wires.values():
            drawn.set_state(self._wire_state(debugger, drawn.wire, gradients, role if drawn.wire.target == lit else ""))

    def _caption(self, debugger: Debugger, gradients: bool, time: int) -> None:
        sample = self.session.selection.sample
        shown = self.tr("edges: ∂L/∂w") if gradients else self.tr("edges: weights")
        at = self.tr(" · time step {time}").format(time=time) if debugger.program.length > 1 else ""
        neurons = self.tr("neurons: sample {sample}, ring: |δ|").format(sample=sample)
        words = f"{shown} · {neurons}{at}"
        self.caption.setToolTip(words)
        self.caption.setText(self.caption.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.caption.width()))
        hue = self.theme.gradient if gradients else self.theme.value
        if hue != self._hue:  # a style sheet costs a frame's time, the comparison nothing
            self._hue = hue
            self.caption.setStyleSheet(f"color: {hue};")

    def _show_gradients(self, debugger: Debugger) -> bool:
        mode = self.mode.currentData()
        if mode != AUTO:
            return bool(mode == GRADIENTS)
        pc = debugger.place[1]
        if pc in (0, len(debugger.program)):
            return False
        return debugger.program.phase_at(debugger.next_pc) in (BACKWARD, UPDATE)

    def _lit(self, debugger: Debugger) -> tuple[str, str, int]:
        """The layer of the instruction that comes next, its phase's hue, and the time step to show."""
        program = debugger.program
        step, pc = debugger.place
        if pc in (0, len(program)) or self.session.running:
            return "", "", program.length
        slot = program.slots[program.code[debugger.next_pc].out]
        time = min(max(1, slot.time), program.length)
        return slot.node, PHASE_ROLES[program.phase_at(debugger.next_pc)], time or program.length

    def _node_state(self, debugger: Debugger, node_id: str, time: int, lit: str) -> NodeState:
        values = self._column(debugger, self._slot(debugger, node_id, time))
        deltas = self._delta(debugger, node_id, time)
        scale = max(1.0, self._scale(f"value {node_id}", values))
        delta_scale = self._scale("delta", deltas)
        return NodeState(values, deltas, scale, delta_scale, lit)

    def _delta(self, debugger: Debugger, node_id: str, time: int) -> np.ndarray | None:
        program = debugger.program
        return self._column(debugger, next((s for s in program.of_node(node_id, DELTA) if program.slots[s].time == time), None))

    def _slot(self, debugger: Debugger, node_id: str, time: int) -> int | None:
        states = debugger.program.states(node_id)
        return next((slot for slot in states if debugger.program.slots[slot].time == time), None)

    def _column(self, debugger: Debugger, slot: int | None) -> np.ndarray | None:
        if slot is None or not debugger.computed(slot):
            return None
        values = debugger.arena.views[slot]
        column: np.ndarray = values[:, min(self.session.selection.sample, values.shape[1] - 1)].copy()
        return column

    def _scale(self, key: str, values: np.ndarray | None) -> float:
        """The largest magnitude seen since the last edit: colours stay comparable while running."""
        if values is not None:
            finite = np.abs(values[np.isfinite(values)])
            if finite.size:
                self._scales[key] = max(self._scales.get(key, 1e-30), float(finite.max()))
        return self._scales.get(key, 1.0)

    def _wire_state(self, debugger: Debugger, wire: Wire, gradients: bool, lit: str) -> WireState:
        program = debugger.program
        slot = program.names.get(wire.weight)
        if slot is None:
            return WireState(lit=lit)
        if gradients:
            used = program.used_gradient.get(slot)
            matrix = None if used is None else debugger.read(used)
        else:
            matrix = debugger.read(slot)
        scale = self._scale(f"{'gradient' if gradients else 'weight'} {wire.id}", matrix)
        hasty = self.session.running and self._lines > MOST_SMOOTH_LINES
        return WireState(None if matrix is None else matrix.copy(), scale, gradients, lit, hasty=hasty)


def _scrolled(strip: Palette) -> QScrollArea:
    """The palette in a column that scrolls where the window is low."""
    area = QScrollArea()
    area.setWidget(strip)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedWidth(_strip_width(area))
    return area


def _strip_width(area: QScrollArea) -> int:
    return area.widget().sizeHint().width() + area.verticalScrollBar().sizeHint().width()
