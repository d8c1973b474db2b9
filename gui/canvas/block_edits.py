"""What the canvas does to blocks; each verb is one undoable edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from engine.library import blocks
from engine.model.experiment import Experiment
from engine.model.network import Block, Network
from engine.model.problem import ExperimentError
from gui.canvas.geometry import CLOSE
from gui.canvas.gestures import with_places
from gui.canvas.scene import GraphScene
from gui.session.folding import collapsing, renaming
from gui.session.session import Session

USUAL = 4  # copies that are proposed


class BlockEdits(QObject):
    """Verbs for blocks, of the canvas, which is its parent; `refused` carries the reason if one was not carried out."""

    refused = Signal(object)

    def __init__(self, session: Session, scene: GraphScene, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.scene, self._window = session, scene, parent

    @property
    def _network(self) -> Network:
        return self.session.experiment.network

    def chosen(self) -> tuple[Block, ...]:
        """The blocks all of whose layers are selected."""
        return blocks.chosen_blocks(self._network, self.session.selection.nodes)

    def may_make(self) -> bool:
        """Whether the selected layers can become a block: some are selected, and none belongs to another one."""
        nodes = self.session.selection.nodes
        return bool(nodes) and not any(self._network.block_of(name) for name in nodes)

    def _edit(self, words: str, made: Callable[[], Experiment]) -> bool:
        """Carry out an edit under that name, or tell why it cannot be."""
        return self._carry_out(lambda: (words, made()))

    def _carry_out(self, edit: Callable[[], tuple[str, Experiment]]) -> bool:
        try:
            words, experiment = edit()
        except ExperimentError as error:
            self.refused.emit(error.problems[0])
            return False
        self.session.edit(words, experiment)
        return True

    # make and dissolve ---------------------------------------------------------------------------

    def make(self) -> None:
        """Make the selected layers a collapsed block."""
        nodes = self.session.selection.nodes
        if not nodes:
            self.session.say(self.tr("Select the layers of the block first (Shift-click, or drag a box)."))
            return
        name, experiment = self._network.free_id("block"), self.session.experiment
        if self._edit(self.tr("Make a block"), lambda: experiment.with_network(blocks.grouped(experiment.network, name, nodes))):
            self.session.select(replace(self.session.selection, wires=frozenset(), parameter="", index=()))

    def dissolve(self) -> None:
        """Ungroup the selected blocks."""
        names = [block.name for block in self._some()]
        if names:
            self._edit(self.tr("Ungroup"), lambda: self.session.experiment.with_network(blocks.dissolved(self._network, names)))

    def _some(self) -> tuple[Block, ...]:
        """The selected blocks; without any, say how one is selected."""
        found = self.chosen()
        if not found:
            self.session.say(self.tr("Select a block first: click its card, or its title if it is expanded."))
        return found

    # collapse and expand -------------------------------------------------------------------------

    def turn(self, name: str) -> None:
        """Collapse an open block, expand a collapsed one."""
        block = self._network.block(name)
        if block is not None:
            self._turn((block,), not block.collapsed)

    def toggle(self) -> None:
        """Expand the selected blocks, or collapse them if all are open."""
        found = self._some()
        if found:
            self._turn(found, not any(block.collapsed for block in found))

    def collapse_all(self) -> None:
        """Draw every block as one card."""
        self._turn(self._network.blocks, True)

    def expand_all(self) -> None:
        """Draw the layers of every block."""
        self._turn(self._network.blocks, False)

    def _turn(self, found: tuple[Block, ...], collapsed: bool) -> None:
        changed = [block.name for block in found if block.collapsed != collapsed]
        if changed:
            self.session.edit(*collapsing(self.session.experiment, changed, collapsed))

    # rename and repeat ---------------------------------------------------------------------------

    def rename(self) -> None:
        """Ask for another name of the selected block."""
        for block in self._some()[:1]:
            self.ask_name(block.name)

    def ask_name(self, name: str) -> None:
        """Ask for another name of a block."""
        given, yes = QInputDialog.getText(self._window, self.tr("Rename the block"), self.tr("Name of the block"), text=name)
        if yes and given.strip():
            self.call(name, given.strip())

    def call(self, old: str, new: str) -> bool:
        """Give a block another name; whether it has it now."""
        return self._carry_out(lambda: renaming(self.session.experiment, old, new))

    def repeat(self) -> None:
        """Ask how often the selected block is to stand in series."""
        for block in self._some()[:1]:
            self.ask_count(block.name)

    def ask_count(self, name: str) -> None:
        """Ask how often a block is to stand in series."""
        question = self.tr("How many copies of this block are in series? Each copy has its own weights.")
        count, yes = QInputDialog.getInt(self._window, self.tr("Repeat {name}").format(name=name), question, USUAL, 2, blocks.MOST)
        if yes:
            self.repeat_block(name, count)

    def repeat_block(self, name: str, count: int) -> None:
        """Put copies behind a block; what it fed is fed by the last, and what stands behind it moves on."""
        item = self.scene.nodes.get(name) or self.scene.frames.get(name)
        box = QRectF() if item is None else item.card()
        apart = box.width() + CLOSE

        def made() -> Experiment:
            longer = blocks.repeated(self.session.experiment, name, count, (apart, 0.0))
            return longer.with_network(with_places(longer.network, self._behind(box, (count - 1) * apart)))

        self._edit(self.tr("Repeat {name}").format(name=name), made)

    def _behind(self, box: QRectF, away: float) -> dict[str, tuple[float, float]]:
        """New places of the cards right of a box, where the user has put things; else all is laid out afresh."""
        if self._network == self._network.without_positions():
            return {}
        row = (item for item in self.scene.nodes.values() if item.card().top() < box.bottom() and item.card().bottom() > box.top())
        return {item.node.id: (item.x() + away, item.y()) for item in row if item.x() >= box.right() - 1}
