"""One instruction, with what the sentences about it ask: its layer, its parts, its parameter, its time steps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.insight.moment.place import parameter_of
from engine.insight.moment.symbols import arrow, head_and_note, symbol, value_of
from engine.library.layers import LAYER_TYPES
from engine.library.layers.layer import LayerType
from engine.model.network import Network
from engine.program.program import Instr, Program, Slot
from gui.look import instruction_words as tables
from gui.look.i18n import QT_TRANSLATE_NOOP

_SUM = re.compile(r" sum (\d+)…(\d+)$")
_HEAD, _HEADS = re.compile(r"^head(\d+)\."), re.compile(r"^heads\d")


def within(network: Network, name: str) -> str:
    """The name of a layer, a wire or a parameter, after that of the collapsed block inside which it lies: `block › h`."""
    layer = name if network.has(name) else name.rpartition("->")[2].rpartition("~>")[2].partition(".")[0]
    block = network.block_of(layer)
    return arrow(name) if block is None or not block.collapsed else f"{block.name} › {arrow(name)}"


def translated(words: str) -> str:
    """Words of a sentence in the user's language."""
    return QCoreApplication.translate("Sentences", words)


@dataclass(frozen=True)
class Line:
    """An instruction, with what sentences ask about it."""

    program: Program
    pc: int
    network: Network

    @property
    def instr(self) -> Instr:
        return self.program.code[self.pc]

    @property
    def key(self) -> str:
        return self.instr.rule.key

    @property
    def slot(self) -> Slot:
        return self.program.slots[self.instr.out]

    @property
    def value(self) -> Slot:
        """The value that is computed, or whose gradient or slope is."""
        slot = self.slot
        while slot.of >= 0:
            slot = self.program.slots[slot.of]
        return slot

    @property
    def row(self) -> LayerType | None:
        """The type of the layer to which the value belongs."""
        node = self.value.node
        return LAYER_TYPES[self.network.node(node).type] if self.network.has(node) else None

    @property
    def type(self) -> str:
        return "" if self.row is None else self.row.name

    @property
    def place(self) -> str:
        """The type of the layer in which the instruction lies."""
        here = str(self.instr.path[-1][1])
        return self.network.node(here).type if self.network.has(here) else ""

    @property
    def ending(self) -> str:
        """The name of the value inside its layer, or inside its head: `z`, `a`, `kept`."""
        name = value_of(self.value.name, self.value.node)
        return "heads" if _HEADS.match(name) else name.removeprefix(f"head{self.head}.")

    @property
    def head(self) -> str:
        """The number of the head of attention to which the value belongs; "" if to none."""
        found = _HEAD.match(value_of(self.value.name, self.value.node))
        return found[1] if found else ""

    @property
    def parameter(self) -> str:
        """The parameter that the instruction is about, if it is about one."""
        program, ins = self.program, self.instr.ins
        if self.key == "add" and program.slots[ins[-1]].name.startswith("‖"):  # a norm joins the sum of those before
            ins = program.code[program.writer[ins[-1]]].ins
        found = (parameter_of(program, slot) for slot in (self.instr.out, *ins[:1]))
        return next((name for name in found if name), "")

    @property
    def own_parameter(self) -> bool:
        """Whether the result is a parameter, its gradient or a copy of it."""
        return bool(parameter_of(self.program, self.instr.out))

    @property
    def earlier(self) -> bool:
        """Whether the result belongs to the time step before."""
        return 0 <= self.slot.time < self.program.time_of(self.pc)

    @property
    def several(self) -> bool:
        """Whether there is more than one sample to sum over."""
        return self.program.batches.size > 1

    def layer(self) -> str:
        """The layer, and the head where it has several."""
        node = within(self.network, self.value.node)
        if not self.head or f"{self.value.node}.head2.weights" not in self.program.names:
            return node
        return QCoreApplication.translate("Sentences", "{layer} (head {number})").format(layer=node, number=self.head)

    def via(self) -> str:
        """The weights that an instruction reads."""
        found = (parameter_of(self.program, slot) for slot in self.instr.ins)
        return arrow(next((name for name in found if name), "").removesuffix(".weight"))

    def times(self) -> dict[str, str]:
        """Of which time steps or paths a sum is: the `first` and the `last` one, and the one that was `added`.

        Where several layers have a loss, the `output` is the one whose loss it is, and the `other` the one whose loss was added.
        """
        instr, slots, several = self.instr, self.program.slots, self.program.length > 1
        first, _, last = symbol(self.program, self.value.index).time.partition("…")
        added = str(slots[instr.ins[-1]].time or "") if instr.ins and several else ""
        paths = _SUM.search(self.slot.name)  # a sum of some of the gradients that reach a value
        first, last = (first, last) if paths is None else paths.groups()
        return {"first": first, "last": last, "added": added, "output": self._output(self.value), "other": self._other()}

    def _other(self) -> str:
        """The layer whose loss was added last."""
        return self._output(self.program.slots[self.instr.ins[-1]]) if self.instr.ins else ""

    def _output(self, slot: Slot) -> str:
        """The layer whose loss a value is, where several layers have one; else ""."""
        stem, _, name = slot.name.rpartition(".")
        return arrow(stem) if self.network.has(stem) and name.partition("[")[0] in ("loss", "weighted_loss") else ""

    def paths(self) -> str:
        """Of a sum of gradients that is not complete, the paths that it joins: `3…4`."""
        _, note = head_and_note(self.program, self.slot.name.removeprefix("∂L/∂"))
        return note.removeprefix("sum ") if note.startswith("sum ") else ""

    def part(self) -> str:
        """What the value of a cell is called; "" for values of other layers."""
        if self.earlier and self.type in tables.GATES and self.ending in ("a", "c"):
            state, memory = QT_TRANSLATE_NOOP("Sentences", "previous state"), QT_TRANSLATE_NOOP("Sentences", "previous memory")
            return translated(state if self.ending == "a" else memory)
        words = tables.GATES.get(self.type, {}).get(self.ending, "")
        return translated(words) if words else ""

    def source(self) -> str:
        """The layer from which a wire brings the value that its name tells."""
        name, _ = head_and_note(self.program, self.value.name.partition("[")[0])
        wire = self.network.wire(name)
        if self.key == "patches":
            return self.program.slots[self.instr.ins[0]].node
        if wire is None:
            return arrow(name)
        before = QCoreApplication.translate("Sentences", "{layer} at the previous time step")
        return before.format(layer=wire.source) if wire.delay else wire.source
