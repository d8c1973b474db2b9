"""The canvas in the window: palette, view, and what the session says about them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from engine.insight.moment.now import Now
from engine.library import drawing
from engine.model.experiment import Experiment
from engine.model.problem import Problem
from engine.program.program import Program
from gui.canvas.block_edits import BlockEdits
from gui.canvas.cards import layer_words, way_out
from gui.canvas.edits import Edits
from gui.canvas.geometry import BLOCK_ZOOM, READABLE, Look
from gui.canvas.items import Pixel
from gui.canvas.layer_search import LayerSearch
from gui.canvas.links import links
from gui.canvas.live_maps import fields_of
from gui.canvas.live_state import Live
from gui.canvas.menu import CanvasMenu
from gui.canvas.palette import PaletteStrip
from gui.canvas.scene import GraphScene
from gui.canvas.top_line import AUTOMATIC, PICTURES, TopLine
from gui.canvas.update_motion import Settle
from gui.canvas.view import CanvasView
from gui.canvas.weight_rows import weight_rows
from gui.look.i18n import problem_text
from gui.look.picture import Picture
from gui.look.sentences import time_words
from gui.look.theme import TEXT_SIZE, color_map
from gui.session.panel import Panel
from gui.session.schedule import Pace
from gui.session.session import Session

CLASSROOM_PIXELS = 24
MOVING = Pace(patient=True)  # what moves comes after what has not been shown at all
MENUS = 0.25  # of the height at most may go into the line over the drawing, else it has no menus


class CanvasPanel(Panel):
    """Draws the network and its numbers; every change goes through `session.edit`."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.scene = GraphScene(Look(self.colors(), color_map("vik")))
        self.view = CanvasView(self.scene)
        self.edits = Edits(session, self.scene, self)
        self.blocks = BlockEdits(session, self.scene, self)
        self.menu = CanvasMenu(session, self.edits, self.blocks, self)
        self.live = Live(session, self.scene, Settle(self), self.scene.travel)
        self.top = TopLine()
        self.neurons, self.caption = self.top.neurons, self.top.caption
        self.strip = PaletteStrip(session)
        self.palette_strip = self.strip.palette_column
        self.banner = QLabel()
        self.banner.setWordWrap(True)
        self.banner.setObjectName("banner")
        self._shown: Experiment | None = None
        self.large, self._options = False, True
        self._pixel: Pixel | None = None
        self._applying = False
        self._build()
        self._connect()

    def _build(self) -> None:
        layout, right = QHBoxLayout(self), QVBoxLayout()
        layout.addWidget(self.strip)
        layout.addLayout(right, 1)
        for column in (layout, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self.banner)
        right.addWidget(self.view, 1)
        self.view.hint = self.tr(
            "Click a layer on the left or drag it here, or double-click here to search for one.\n"
            "Then drag from the port on its right side to the next layer."
        )

    def _connect(self) -> None:
        view, session = self.view, self.session
        session.edited.connect(self._edited)
        session.selected.connect(self.invalidate)
        session.selected.connect(self._follow_selection)
        session.diagnosed.connect(self.invalidate)
        session.lessons.changed.connect(self.invalidate)
        session.pointing.marked.connect(self._follow_marks)
        for signal in (session.pointing.marked, session.pointing.pointed):
            signal.connect(self._wear)
        self.scene.hovered.connect(lambda things: session.pointing.hover(*things))
        edits = self.edits
        self.palette_strip.picked.connect(self._add)
        view.dropped.connect(lambda *_: self.strip.want())
        edits.grown.connect(view.fit)
        edits.refused.connect(lambda reason: self._explain(reason, False))
        self.blocks.refused.connect(lambda reason: self._explain(reason, False))
        view.toggled.connect(self.blocks.turn)
        self.top.changed.connect(self.invalidate)
        self.live.settle.moved.connect(self._move_on)
        self.live.travel.moved.connect(self._carry)
        view.judge = lambda wire: drawing.why_not(session.experiment.network, wire)
        view.moved.connect(edits.move)
        view.connected.connect(edits.connect_wire)
        view.dropped.connect(edits.add)
        view.searched.connect(self._search)
        view.resized_units.connect(edits.change_units)
        view.picked_connection.connect(self._pick_connection)
        view.picked_pixel.connect(self._pick_pixel)
        self.scene.pixel_hovered.connect(self._link)
        view.explained.connect(self._explain)
        view.key.connect(self._key)
        view.zoomed.connect(self.invalidate)
        view.nudged.connect(edits.nudge)
        view.menu_asked.connect(self._show_menu)
        self.scene.selectionChanged.connect(self._selection_changed)

    def _add(self, name: str) -> None:
        """Add a layer of the palette; the next key belongs to the drawing."""
        self.edits.add(name)
        self.strip.want()
        self.view.setFocus()

    def _search(self, point: QPointF | None = None) -> None:
        """Ask for a layer that is to be added at a point of the scene, or right of the others."""
        field = LayerSearch(self.view)
        place = self.view.viewport().rect().center() if point is None else self.view.mapFromScene(point)
        field.move(place - QPoint(field.width() // 2 if point is None else 0, 0))
        field.picked.connect(lambda name: self.edits.add(name, point))
        field.show()
        field.setFocus()

    # selection and keys --------------------------------------------------------------------------

    def _selection_changed(self) -> None:
        # While a window is taken down, Qt deletes selected items one by one and reports each.
        if not isValid(self) or not isValid(self.session) or self._applying:
            return
        nodes = frozenset(name for item in self.scene.nodes.values() if isValid(item) and item.isSelected() for name in item.layers)
        chosen_wires = [item for item in self.scene.wires.values() if isValid(item) and item.isSelected()]
        wires = frozenset(name for item in chosen_wires for name in item.ids)
        present = self.session.selection
        if nodes != present.nodes or wires != present.wires:
            parameter = chosen_wires[0].parameter if chosen_wires else ""
            same = parameter and present.parameter == parameter
            chosen = replace(present, nodes=nodes, wires=wires, parameter=parameter, index=present.index if same else ())
            self.session.looking.at_weight(chosen) if parameter else self.session.select(chosen)

    def _follow_selection(self) -> None:
        """Select on the canvas what was chosen in another panel."""
        chosen = self.session.selection
        self.scene.mark(chosen.parameter, chosen.index)
        cards = [(item, not chosen.nodes.isdisjoint(item.layers)) for item in self.scene.nodes.values() if isValid(item)]
        wires = [(item, not chosen.wires.isdisjoint(item.ids)) for item in self.scene.wires.values() if isValid(item)]
        for item, wanted in (*cards, *wires):
            if item.isSelected() != wanted:
                self.scene.blockSignals(True)
                item.setSelected(wanted)
                self.scene.blockSignals(False)

    def _keep_selection(self) -> None:
        """Of what was chosen, what is still there stays so, also where a block has taken its place on the canvas."""
        network, chosen = self.session.experiment.network, self.session.selection
        wires = chosen.wires.intersection(wire.id for wire in network.wires)
        kept = replace(chosen, nodes=frozenset(filter(network.has, chosen.nodes)), wires=wires)
        self.session.select(kept if wires == chosen.wires else replace(kept, parameter="", index=()))
        self._follow_selection()

    def _wear(self) -> None:
        """Wear what the formula speaks of, and light what the mouse is over there."""
        pointing = self.session.pointing
        self.scene.wear(pointing.marks, () if self.view.viewport().underMouse() else pointing.hovered)

    def _follow_marks(self) -> None:
        """Another unit may be meant, whose gates are shown."""
        if self.live.gates is not None:
            self.invalidate()

    def _pick_connection(self, wire_id: str, place: tuple[int, int]) -> None:
        drawn = self.scene.wires[wire_id]
        index = drawn.wire.turned(place)
        self.session.looking.at_weight(replace(self.session.selection, parameter=drawn.parameter, index=index))

    def _pick_pixel(self, pixel: Pixel) -> None:
        """Choose its position, and look at the line that made it."""
        session, debugger, now = self.session, self.session.debugger, self.session.now
        if debugger is None or now is None:
            return
        slot = self.live.slot_of(debugger, pixel, now)
        pc = None if slot is None or slot == debugger.program.code[now.pc].out else debugger.program.writer.get(slot)
        unit = pixel.unit if pixel.head < 0 else pixel.key
        session.looking.at_pixel(pixel.node, unit, pixel.position, pc)

    def _link(self, pixel: Pixel | None) -> None:
        """Light what belongs to the pixel under the mouse."""
        self._pixel = pixel
        debugger, now = self.session.debugger, self.session.now
        if pixel is None or debugger is None or now is None:
            self.scene.light({})
            return
        network, backward = self.session.experiment.network, self.scene.nodes[pixel.node].state.gradient
        known = fields_of(self.session.memo, debugger)
        self.scene.light(links(debugger, network, known, pixel, now.sample, backward))

    def _show_menu(self, point: QPointF, at: QPoint) -> None:
        """The menu of whatever lies at a point of the scene."""
        node, network = self.view.node_at(point), self.session.experiment.network
        found = self.view.connection_at(point)
        if node is not None:
            if not node.isSelected():
                self.scene.clearSelection()
                node.setSelected(True)
            if node.block:
                self.menu.for_block(node.node.id, at)
            else:
                self.menu.for_node(network.node(node.node.id), at, node.neuron_at(point))
        elif (frame := self.view.frame_at(point)) is not None:
            self.scene.clearSelection()
            self.scene.choose(frame.items)
            self.menu.for_block(frame.name, at)
        elif found is not None:
            drawn = self.scene.wires[found[0]]
            if drawn.state.sheet is not None or drawing.has_matrix(network, drawn.wire):
                self.menu.for_weight(drawn.wire, drawn.parameter, found[1], at)
            else:
                self.menu.for_wire(drawn.wire, at)
        else:
            self.menu.for_canvas(point, at)

    def _key(self, name: str) -> None:
        session = self.session
        verbs = {
            "over": session.step_over,
            "into": session.step_into,
            "out": session.step_out,
            "back": session.back_into,
            "run": session.toggle_run,
            "breakpoint": session.toggle_breakpoint,
            "more": self.edits.more_units,
            "fewer": self.edits.fewer_units,
            "connect": self._connect_by_keys,
            "insert": self._search,
            "toggle": self.blocks.toggle,
        }
        verbs[name]()

    def _connect_by_keys(self) -> None:
        """A menu of the wires that may be drawn at the selected layer."""
        chosen = [item for item in self.scene.nodes.values() if item.isSelected()]
        if len(chosen) == 1:
            at = self.view.viewport().mapToGlobal(self.view.mapFromScene(chosen[0].port(True)))
            network = self.session.experiment.network
            self.menu.wires(network.node(way_out(network, chosen[0].layers)), at)

    def _explain(self, reason: str | Problem, ok: bool) -> None:
        words = problem_text(reason) if isinstance(reason, Problem) else reason
        self.session.say(words)
        if not ok:
            self._say(words, "error")
        else:
            self._show_problems()

    # showing -------------------------------------------------------------------------------------

    def _edited(self) -> None:
        experiment = self.session.experiment
        if self._shown is None or experiment.network != self._shown.network:
            before = None if self._shown is None else (set(self.scene.nodes), self._shown.title)
            self._applying = True
            self.scene.apply(experiment.network, layer_words)
            self._applying = False
            grown = before != (set(self.scene.nodes), experiment.title)
            self._keep_selection()
            if grown:
                self.view.fit()
        self._shown = experiment
        self.live.forget()
        self._show_problems()

    def _show_problems(self) -> None:
        session = self.session
        if session.problems and session.experiment.network.nodes:
            self._say("\n".join(problem_text(problem) for problem in session.problems[:3]), "warning")
        elif session.warnings:
            self._say("\n".join(problem_text(problem) for problem in session.warnings[:2]), "warning")
        else:
            self.banner.hide()

    def _say(self, words: str, role: str) -> None:
        self.banner.setStyleSheet(
            f"background: {self.theme.raised}; color: {getattr(self.theme, role)};"
            f"border-left: 4px solid {getattr(self.theme, role)}; padding: 6px 10px; margin: 6px 10px 0 10px;"
        )
        self.banner.setText(words)
        self.banner.show()

    def set_large(self, on: bool) -> None:
        """Numbers that the last row of a class can read."""
        self.large = on
        self.restyle()
        self.view.fit()

    def lead_with(self, widget: QWidget) -> None:
        """Something that stands first in the line over the drawing."""
        self.top.lead_with(widget)

    def show_options(self, on: bool) -> None:
        """Whether what lines and neurons show is said, and can be chosen, where there is room for more than the drawing."""
        self._options = on
        self._share_height()

    def _share_height(self) -> None:
        self.top.show_options(self._options)
        if self._options and self.top.heightForWidth(self.view.width()) > MENUS * self.height():
            self.top.show_options(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _least(self) -> int:
        """Pixels of the smallest numbers: they grow with other text, and are always large in class."""
        return CLASSROOM_PIXELS if self.large else max(READABLE, round(READABLE * self.font().pointSizeF() / TEXT_SIZE))

    def restyle(self) -> None:
        self.strip.fit_width()
        self.scene.set_look(Look(self.colors(), color_map(self.theme.signed_map), self._least(), self.theme.dimmed))
        self.view.resetCachedContent()
        self.view.viewport().update()
        self._show_problems()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._edited()
        self.view.fit()
        self.view.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.live.travel.stop()

    def _repaint(self) -> None:
        self.view.viewport().update()

    def _carry(self) -> None:
        """Numbers are on their way; from afar none is seen."""
        if self.view.transform().m11() >= BLOCK_ZOOM:
            self._repaint()

    def _move_on(self) -> None:
        """Parameters move, or have come to rest."""
        if self.live.settle.moving:
            self.session.clock.invalidate(self.live.settle, self._follow, MOVING)
        else:
            self.invalidate()

    def _follow(self) -> None:
        self.live.move_on()
        self._repaint()

    def refresh(self) -> None:
        debugger, now = self.session.debugger, self.session.now
        chosen = self.neurons.currentData()
        pictures = self.live.suit_pictures(self.view.transform().m11()) if chosen == AUTOMATIC else chosen == PICTURES
        gradients = self.live.show(self.top.mode.currentData(), pictures)
        if self._pixel is not None:
            self._link(self._pixel if self._pixel.node in self.scene.nodes else None)
        if debugger is None or now is None:
            self.top.clear()
        else:
            self._caption(debugger.program, now, gradients, pictures)
        self.view.sentence, self.view.gates = self.live.sentence, self.live.gates
        self.view.viewport().update()

    def picture(self) -> Picture:
        """The whole drawing; as a table, every weight with its gradient."""
        self.refresh()
        area = self.scene.page()
        debugger = self.session.debugger
        rows = (("parameter", "index", "value", "gradient"), *(() if debugger is None else weight_rows(debugger)))
        empty = "" if self.session.experiment.network.nodes else self.tr("The canvas is empty.")
        paint = partial(self.scene.print_to, area=area)
        return Picture(self.tr("Drawing"), int(area.width()), int(area.height()), paint, rows, empty)

    def _caption(self, program: Program, now: Now, gradients: bool, pictures: bool) -> None:
        at = time_words(now.time) if program.length > 1 else ""
        sample = self.tr("sample {number}").format(number=now.sample + 1) if program.batches.size > 1 else ""
        hue, blocks = self.theme.gradient if gradients else self.theme.value, self.view.transform().m11() < BLOCK_ZOOM
        self.top.say(hue, gradients, pictures, blocks, sample, at)
