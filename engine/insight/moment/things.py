"""What a number of a formula belongs to on the drawing: a neuron, or one weight of a wire."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.insight.moment.fields import grid_of
from engine.insight.moment.place import parameter_of, positions_of, turned
from engine.library.rule import Product
from engine.library.window import Window, unravel
from engine.model.network import Network
from engine.program.program import Instr, Program

# Rules whose terms name the elements of their operands as W[i,j], x[j], δ[i].
INDEXED = ("affine", "matmul", "add_bias", "gradient_of_w", "gradient_of_x", "gradient_of_b", "gradient_of_the_scale")
SAME_COLUMN = ("affine", "matmul", "add_bias", "gradient_of_x")  # rules that act on each column alone
BY_KEY = ("scores", "causal_softmax")  # rules whose rows are keys, and no units
OUTSIDE = "0 (outside)"  # as `positions` calls it
_AT, _COLUMN = re.compile(r" @(\d+)"), re.compile(r" #(\d+)")
_LABEL = re.compile(r"(\w+|δ|x̂)\[(\d+(?:,\d+)*)\]")
_NEEDS = {"δ": "g", "x̂": "x"}


@dataclass(frozen=True)
class Thing:
    """A neuron (`node` and `unit`), at a `position` where its layer has several; or a weight (`weight` is its parameter, `place`
    its row and column).
    """

    node: str = ""
    unit: int = -1
    weight: str = ""
    place: tuple[int, ...] = ()
    position: int = -1

    def __bool__(self) -> bool:
        return bool(self.node or self.weight)


Things = tuple[Thing, ...]


@dataclass(frozen=True)
class Tag:
    """What the formula says of a thing, where the drawing shows something else there: ∂L/∂z = 0.12 on a neuron that shows a."""

    thing: Thing
    words: str
    value: float
    gradient: bool


@dataclass(frozen=True)
class Mark:
    """Things that a part of the formula belongs to; part and things wear the same number, and things the tags of what is meant."""

    number: int
    things: Things
    tags: tuple[Tag, ...] = ()


def thing_at(program: Program, slot: int, index: tuple[int, ...]) -> Thing:
    """What an element of a value, of its gradient or of its slope belongs to; empty if to nothing that is drawn."""
    return _Owners(program, slot).of(index)


class _Owners:
    """What the elements of a slot belong to: what does not depend on the element is found once."""

    def __init__(self, program: Program, slot: int) -> None:
        self._samples, self.positions = program.batches.size, positions_of(program, slot)
        self._parameter = parameter = parameter_of(program, slot)
        self._turned = bool(parameter) and turned(program, slot)
        self.drawn = not parameter or ">" in parameter or parameter in program.kernels or parameter.endswith(".in_proj_weight")
        while not parameter and program.slots[slot].of >= 0:
            slot = program.slots[slot].of
        whole = program.slots[program.parameters[parameter] if parameter else slot]
        self._maker = program.code[program.writer[slot]] if slot in program.writer else None
        self._source = "" if self._maker is None else program.slots[self._maker.ins[0]].node if self._maker.ins else ""
        states = () if self._maker is not None and self._maker.rule.key in BY_KEY else program.states(whole.node)
        self._node, self._units = whole.node, program.slots[states[0]].shape[0] if states else 0

    def of(self, index: tuple[int, ...]) -> Thing:
        """What an element belongs to; empty if to nothing that is drawn."""
        if self._parameter and len(index) == 2 and self.drawn:
            return Thing(weight=self._parameter, place=index[::-1] if self._turned else index)
        if self._maker is not None and self._maker.rule.key == "patches":
            return _in_patches(self._source, self._maker.settings["window"], index, self._samples)
        if not self._units or not index:
            return Thing()
        position = index[1] // self._samples if len(index) == 2 and self.positions > 1 else -1
        return Thing(self._node, index[0] % self._units, position=position)  # the gates of a cell lie one below the other


def _in_patches(source: str, window: Window, index: tuple[int, ...], samples: int) -> Thing:
    """The number of the source that stands there in a patch; empty for what lies outside."""
    channel, number = divmod(index[0], window.size)
    if len(index) < 2:
        return Thing(source, channel)
    found = dict(window.sources(index[1] // samples))
    return Thing(source, channel, position=found[number]) if number in found else Thing()


def things_of_terms(program: Program, instr: Instr, products: Iterable[Product], column: int | None = None) -> Iterator[Things]:
    """What each factor of each term belongs to; values are meant in that column."""
    known: dict[str, _Owners] = {}
    for product in products:
        yield tuple(_labelled(program, instr, label, column, known) for label, _ in product)


def _labelled(program: Program, instr: Instr, label: str, column: int | None, known: dict[str, _Owners]) -> Thing:
    match, at = _LABEL.match(label), _AT.search(label)
    in_window = at is not None and "window" in instr.settings
    if match is None or not (in_window or instr.rule.key in INDEXED):
        return Thing()
    need = _NEEDS.get(match[1], match[1].lower())
    if need not in instr.rule.needs:
        return Thing()
    if need not in known:
        known[need] = _Owners(program, instr.ins[instr.rule.needs.index(need)])
    owners, index = known[need], tuple(map(int, match[2].split(",")))
    if len(index) == 2 and not owners.drawn:
        return Thing()
    if at is not None and in_window and len(index) == 1:
        index = (*index, int(at[1]) * program.batches.size)
    elif len(index) == 1 and column is not None and owners.positions > 1 and instr.rule.key in SAME_COLUMN:
        index = (*index, column)
    return owners.of(index)


def shown_label(program: Program, network: Network, instr: Instr, label: str, column: int) -> str:
    """A label of a term with the indices of PyTorch where positions are meant: W[out, in, row, column], x[in, row, column].

    Values are meant in that column of the result.
    """
    label = _with_position(program, network, instr, label)
    match, window = _LABEL.match(label), _patched(program, instr)
    if match is None or window is None or match[1] not in ("W", "x"):
        return label
    index = tuple(map(int, match[2].split(",")))
    channel, number = divmod(index[-1], window.size)
    rest, place = label[match.end() :], unravel(number, window.kernel)
    if match[1] == "x" and instr.rule.key in SAME_COLUMN:
        read = dict(window.sources(column // program.batches.size)).get(number)
        if read is None:
            return OUTSIDE
        place = unravel(read, window.grid)
    return f"{match[1]}[{_commas((*index[:-1], channel, *place))}]{rest}"


def _with_position(program: Program, network: Network, instr: Instr, label: str) -> str:
    """`x[2] @9` or `δ[2] #31` with the place of the position inside the brackets, and the number of the sample."""
    at, column, back = _AT.search(label), _COLUMN.search(label), label.startswith("δ")
    if at is not None and "window" in instr.settings:
        window: Window = instr.settings["window"]
        place = unravel(int(at[1]), window.result if back else window.grid)
        return _AT.sub("", label).replace("]", f", {_commas(place)}]", 1)
    operand = next((slot for slot in instr.ins if positions_of(program, slot) > 1), None)
    if at is not None and operand is not None and not column:
        place = unravel(int(at[1]), grid_of(program, network, operand))
        return _AT.sub("", label).replace("]", f", {_commas(place)}]", 1)
    if column is None or operand is None or instr.rule.key not in INDEXED:
        return label
    position, sample = divmod(int(column[1]) - 1, program.batches.size)
    place = unravel(position, grid_of(program, network, operand))
    return _COLUMN.sub("", label).replace("]", f", {_commas(place)}]", 1) + f" #{sample + 1}"


def _commas(index: tuple[int, ...]) -> str:
    return ", ".join(map(str, index))


def _patched(program: Program, instr: Instr) -> Window | None:
    """The window of the patches that an instruction multiplies."""
    read = (*instr.ins, program.slots[instr.out].of)
    makers = (program.code[program.writer[slot]] for slot in read if slot in program.writer)
    return next((maker.settings["window"] for maker in makers if maker.rule.key == "patches"), None)
