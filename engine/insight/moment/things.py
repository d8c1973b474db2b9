"""What a number of a formula belongs to on the drawing: a neuron, or one weight of a wire."""

from __future__ import annotations

import re
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
    parameter = parameter_of(program, slot)
    if parameter and len(index) == 2 and _drawn(program, parameter):
        return Thing(weight=parameter, place=index[::-1] if turned(program, slot) else index)
    if not parameter:
        while program.slots[slot].of >= 0:
            slot = program.slots[slot].of
    whole = program.slots[program.parameters[parameter] if parameter else slot]
    maker = program.code[program.writer[slot]] if slot in program.writer else None
    if maker is not None and maker.rule.key == "patches":
        return _in_patches(program, maker, index)
    states = program.states(whole.node)
    if not states or not index or (maker is not None and maker.rule.key in BY_KEY):
        return Thing()
    unit = index[0] % program.slots[states[0]].shape[0]  # the gates of a cell lie one below the other
    return Thing(whole.node, unit, position=_position(program, slot, index))


def _drawn(program: Program, parameter: str) -> bool:
    """Whether the elements of a matrix are drawn, as lines or as a picture on a wire; whatever is no parameter is."""
    return not parameter or ">" in parameter or parameter in program.kernels or parameter.endswith(".in_proj_weight")


def _position(program: Program, slot: int, index: tuple[int, ...]) -> int:
    """The position of a column; -1 where there is a single one."""
    several = len(index) == 2 and positions_of(program, slot) > 1
    return index[1] // program.batches.size if several else -1


def _in_patches(program: Program, maker: Instr, index: tuple[int, ...]) -> Thing:
    """The number of the source that stands there in a patch; empty for what lies outside."""
    window: Window = maker.settings["window"]
    channel, number = divmod(index[0], window.size)
    source = program.slots[maker.ins[0]].node
    if len(index) < 2:
        return Thing(source, channel)
    found = dict(window.sources(index[1] // program.batches.size))
    return Thing(source, channel, position=found[number]) if number in found else Thing()


def things_of_term(program: Program, instr: Instr, product: Product, column: int | None = None) -> Things:
    """What each factor of a term belongs to; values are meant in that column."""
    return tuple(_labelled(program, instr, label, column) for label, _ in product)


def _labelled(program: Program, instr: Instr, label: str, column: int | None) -> Thing:
    match, at = _LABEL.match(label), _AT.search(label)
    in_window = at is not None and "window" in instr.settings
    if match is None or not (in_window or instr.rule.key in INDEXED):
        return Thing()
    need = _NEEDS.get(match[1], match[1].lower())
    if need not in instr.rule.needs:
        return Thing()
    slot, index = instr.ins[instr.rule.needs.index(need)], tuple(map(int, match[2].split(",")))
    if len(index) == 2 and not _drawn(program, parameter_of(program, slot)):
        return Thing()
    if at is not None and in_window and len(index) == 1:
        index = (*index, int(at[1]) * program.batches.size)
    elif len(index) == 1 and column is not None and positions_of(program, slot) > 1 and instr.rule.key in SAME_COLUMN:
        index = (*index, column)
    return thing_at(program, slot, index)


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
