"""What a right click on the canvas offers, for a weight, a layer, or the empty canvas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from engine.insight.moment.place import slot_at
from engine.insight.moment.symbols import arrow
from engine.library import drawing
from engine.library.activations import ACTIVATIONS
from engine.library.layers import LAYER_TYPES, palette
from engine.library.ties import ties
from engine.model.network import Node, Wire
from engine.program.program import DELTA
from gui.canvas.block_edits import BlockEdits
from gui.canvas.edits import Edits
from gui.canvas.nudge import NudgeDialog
from gui.look.forms import ask_number
from gui.look.i18n import engine_text
from gui.look.titles import tie_words
from gui.notation.numbers import number
from gui.session.session import Session
from gui.widgets.once import once


class CanvasMenu(QObject):
    """Builds the menus; all they do goes through the session and the canvas's edits."""

    def __init__(self, session: Session, edits: Edits, blocks: BlockEdits, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.edits, self.blocks, self.parent_widget = session, edits, blocks, parent

    def _menu(self) -> QMenu:
        menu = once(QMenu(self.parent_widget))
        menu.setObjectName("canvas-menu")
        return menu

    # a weight ------------------------------------------------------------------------------------

    def for_weight(self, wire: Wire, name: str, place: tuple[int, int], at: QPoint) -> QMenu:
        """Edit, prune, freeze, or ask where the value comes from."""
        menu, session = self._menu(), self.session
        debugger = session.debugger
        known = debugger is not None and name in debugger.program.parameters
        matrix = debugger.value(name) if debugger is not None and known else None
        index = wire.turned(place)
        value = 0.0 if matrix is None else float(matrix[index])
        title = menu.addAction(f"{arrow(name)}[{index[0]}, {index[1]}] = {number(value, 6)}")
        title.setEnabled(False)
        menu.addSeparator()
        edit = menu.addAction(self.tr("Change this weight…"), lambda: self._ask_value(name, index, value))
        edit.setEnabled(known)
        nudge = menu.addAction(self.tr("Nudge this weight…"), lambda: self._nudge(name, index))
        nudge.setEnabled(known and not session.veil.on)
        kept = wire.mask is None or bool(wire.mask[place[0]][place[1]])
        if name == wire.weight:
            menu.addAction(
                self.tr("Prune this weight") if kept else self.tr("Restore this weight"),
                lambda: self.edits.prune(wire, place, not kept),
            )
        frozen = name in session.experiment.training.freeze
        self._check(menu, self.tr("Freeze these weights"), frozen, lambda on: session.freeze(name, on))
        menu.addSeparator()
        menu.addAction(
            self.tr("Why this gradient?"),
            lambda: session.looking.at_weight(replace(session.selection, parameter=name, index=index)),
        )
        self._wire_rows(menu, wire)
        menu.addAction(self.tr("Delete the wire"), lambda: self.edits.delete(frozenset(), frozenset({wire.id})))
        session.lessons.drafting.offer(menu, name, index)
        session.lessons.drafting.offer_gradient(menu, name, index)
        menu.popup(at)
        return menu

    def _wire_rows(self, menu: QMenu, wire: Wire) -> None:
        """What is chosen for a wire as a whole: whose matrix it uses, and whether gradient flows back along it."""
        found = ties(self.session.experiment.network, wire)
        if found:
            choice = menu.addMenu(self.tr("Weights"))
            for name, turned in (("", False), *found):
                words = tie_words(name, turned)
                self._check(choice, words, (name, turned) == (wire.tied, wire.transposed), self._tying(wire, name, turned))
        self._check(menu, self.tr("Stop gradient"), wire.detach, lambda on: self.edits.rewire(wire, replace(wire, detach=on)))

    def _tying(self, wire: Wire, name: str, turned: bool) -> Callable[[bool], None]:
        return lambda _: self.edits.rewire(wire, replace(wire, tied=name, transposed=turned))

    def for_wire(self, wire: Wire, at: QPoint) -> QMenu:
        """What a wire without single weights offers."""
        menu = self._menu()
        menu.addAction(arrow(wire.id)).setEnabled(False)
        menu.addSeparator()
        self._check(menu, self.tr("Stop gradient"), wire.detach, lambda on: self.edits.rewire(wire, replace(wire, detach=on)))
        menu.addAction(self.tr("Delete the wire"), lambda: self.edits.delete(frozenset(), frozenset({wire.id})))
        menu.popup(at)
        return menu

    def _ask_value(self, parameter: str, place: tuple[int, int], value: float) -> None:
        given = ask_number(
            self.parent_widget, self.tr("Change this weight"), self.tr("New value of {name}").format(name=arrow(parameter)), value
        )
        if given is not None:
            self.session.values.set(parameter, place, given)

    def _nudge(self, name: str, index: tuple[int, ...]) -> None:
        debugger = self.session.debugger
        if debugger is not None:
            self.session.pause()
            dialog = once(NudgeDialog(debugger, name, index, self.parent_widget))
            dialog.open()

    @staticmethod
    def _check(menu: QMenu, title: str, on: bool, changed: object) -> QAction:
        action = menu.addAction(title)
        action.setCheckable(True)
        action.setChecked(on)
        action.toggled.connect(changed)
        return action

    # a layer -------------------------------------------------------------------------------------

    def for_node(self, node: Node, at: QPoint, unit: int | None = None) -> QMenu:
        """Connect, change the activation, copy, delete, break here."""
        menu = self._menu()
        targets = menu.addMenu(self.tr("Connect to"))
        self._fill_targets(targets, node)
        targets.setEnabled(bool(targets.actions()))
        row = LAYER_TYPES[node.type]
        if row.activations:
            activations = menu.addMenu(self.tr("Activation"))
            for name in row.activations:
                self._check(
                    activations,
                    engine_text(ACTIVATIONS[name].title),
                    name == node.activation.name,
                    lambda _, name=name: self.edits.activate(node, name),
                )
        menu.addSeparator()
        for title, verb in (
            (self.tr("Copy"), self.edits.copy),
            (self.tr("Duplicate"), self.edits.duplicate),
            (self.tr("Delete"), self.edits.delete_selected),
        ):
            menu.addAction(title, verb)
        menu.addSeparator()
        make = menu.addAction(self.tr("Make a block"), self.blocks.make)
        make.setEnabled(self.blocks.may_make())
        if unit is not None:
            self._offer_unit(menu, node, unit)
        menu.popup(at)
        return menu

    def for_block(self, name: str, at: QPoint) -> QMenu:
        """What can be done with a block, collapsed or open; all its layers are selected."""
        menu = self._menu()
        block = self.session.experiment.network.block(name)
        menu.addAction(name).setEnabled(False)
        menu.addSeparator()
        collapsed = block is not None and block.collapsed
        menu.addAction(self.tr("Expand") if collapsed else self.tr("Collapse"), lambda: self.blocks.turn(name))
        menu.addAction(self.tr("Rename…"), lambda: self.blocks.ask_name(name))
        menu.addAction(self.tr("Repeat in series…"), lambda: self.blocks.ask_count(name))
        menu.addAction(self.tr("Ungroup"), self.blocks.dissolve)
        menu.addSeparator()
        for title, verb in (
            (self.tr("Copy"), self.edits.copy),
            (self.tr("Duplicate"), self.edits.duplicate),
            (self.tr("Delete"), self.edits.delete_selected),
        ):
            menu.addAction(title, verb)
        menu.popup(at)
        return menu

    def _offer_unit(self, menu: QMenu, node: Node, unit: int) -> None:
        """What an author can ask of one neuron: its activation and its δ, of the time step and the sample that are shown."""
        session = self.session
        debugger, now = session.debugger, session.now
        if debugger is None or now is None:
            return
        program = debugger.program
        for slots in (program.states(node.id), program.of_node(node.id, DELTA)):
            slot = slot_at(program, slots, now.time)
            if slot is not None:
                session.lessons.drafting.offer(menu, program.slots[slot].name, (unit, now.sample))

    def wires(self, node: Node, at: QPoint) -> QMenu:
        """Every wire that may be drawn at a layer, for the keyboard: into it first as long as nothing flows into it."""
        network, menu = self.session.experiment.network, self._menu()
        sources = [self._wire(other, node) for other in reversed(network.nodes) if other.id != node.id]
        targets = [self._wire(node, other) for other in network.nodes]
        found = sources + targets if not network.incoming(node.id) else targets + sources
        for wire in found:
            if drawing.why_not(network, wire) is None:
                menu.addAction(arrow(wire.id), lambda wire=wire: self.edits.connect_wire(wire))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        else:
            menu.addAction(self.tr("No other layer can be connected to this one.")).setEnabled(False)
        menu.popup(at)
        return menu

    def _fill_targets(self, menu: QMenu, node: Node) -> None:
        network = self.session.experiment.network
        for target in network.nodes:
            wire = self._wire(node, target)
            if drawing.why_not(network, wire) is None:
                title = self.tr("itself, at the next time step") if target.id == node.id else target.id
                menu.addAction(title, lambda wire=wire: self.edits.connect_wire(wire))

    @staticmethod
    def _wire(source: Node, target: Node) -> Wire:
        """The wire that one draws without thinking of its kind."""
        return Wire(source.id, target.id, drawing.natural_kind(target.type), int(target.id == source.id))

    # the empty canvas ----------------------------------------------------------------------------

    def for_canvas(self, point: QPointF, at: QPoint) -> QMenu:
        """Add a layer here, paste, select all, tidy."""
        menu = self._menu()
        layers = menu.addMenu(self.tr("Add a layer here"))
        for _, preset in palette():
            layers.addAction(engine_text(preset.title), lambda name=preset.name: self.edits.add(name, point))
        for title, verb in (
            (self.tr("Paste"), self.edits.paste),
            (self.tr("Select all"), self.edits.select_all),
            (self.tr("Tidy layout"), self.edits.tidy_up),
        ):
            menu.addAction(title, verb)
        menu.popup(at)
        return menu
