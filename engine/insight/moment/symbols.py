"""How values are written in formulas: `x->h.weight` is W with index x→h."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.program.program import Program

_TIME = re.compile(r"^(.*?)\[([\d…]+)\](.*)$")
_HELD = "\0"  # a space inside the name of a layer, for which no name has a use
_LETTERS = {"factor": "λ", "weight": "W", "bias": "b", "z": "z", "a": "a", "mask": "M", "pruned": "W", "transposed": "Wᵀ",
            "weight_ih": "W", "weight_hh": "U", "bias_ih": "b", "bias_hh": "b′", "i": "i", "f": "f", "g": "g", "o": "o", "c": "c",
            "loss": "L", "loss_weight": "λ", "target": "y*", "weighted_loss": "λL", "a′": "f′",
            "x̂": "x̂", "mean": "μ", "var": "σ²", "h0": "h₀", "c0": "c₀",
            "running_mean": "μ̄", "running_var": "σ̄²", "r": "r", "u": "u", "n": "n", "recurrent": "Uh", "input": "Wx",
            "kept": "kept", "added": "added", "reset": "reset",
            **{f"{stem}_{gate}": f"{stem}{gate}" for stem in "zxh" for gate in "ifgorzn"}}  # fmt: skip


@dataclass(frozen=True)
class Symbol:
    """A letter with an index and a time: a with index h at time 3. `gradient` puts ∂L/∂ before it."""

    letter: str
    index: str = ""
    time: str = ""
    gradient: bool = False
    note: str = ""

    def __str__(self) -> str:
        text = self.letter + (f"[{self.index}]" if self.index else "") + (f"({self.time})" if self.time else "")
        return ("∂L/∂" if self.gradient else "") + text + (f" {self.note}" if self.note else "")


def symbol(program: Program, slot: int) -> Symbol:
    """The symbol of a slot."""
    return _symbol(program.slots[slot].name, program.spaced)


@lru_cache(4096)  # a listing has each name on several lines
def _symbol(name: str, spaced: tuple[str, ...]) -> Symbol:
    if name.startswith("‖"):
        return Symbol(arrow(name))
    gradient = name.startswith("∂L/∂")
    name = name.removeprefix("∂L/∂")
    head, note = _parted(name, spaced)
    if head in ("learning", "step", "target", "c1", "c2"):
        return Symbol({"learning": "lr", "target": "y*"}.get(head, head), note="" if head == "learning" else note)
    time = ""
    match = _TIME.match(head)
    if match:
        head, time = match[1] + match[3], match[2]
    if head.startswith("target"):
        return Symbol("y*", "", time)
    if head.startswith("loss"):
        return Symbol("L", "", time, gradient, note)
    stem, dot, kind = head.rpartition(".")
    if dot and kind in _LETTERS:
        return Symbol(_LETTERS[kind], arrow(stem), time, gradient, note)
    return Symbol("s" if "->" in head or "~>" in head else head, arrow(head) if ">" in head else "", time, gradient, note)


def head_and_note(program: Program, name: str) -> tuple[str, str]:
    """A value and what its name says of it: `first layer->y.weight` and `velocity`."""
    return _parted(name, program.spaced)


def _parted(name: str, spaced: tuple[str, ...]) -> tuple[str, str]:
    for node in spaced:
        name = name.replace(node, node.replace(" ", _HELD))
    head, _, note = name.partition(" ")
    return head.replace(_HELD, " "), note.replace(_HELD, " ")


def value_of(name: str, node: str) -> str:
    """The name of a value inside its layer, without its time: `kept` for `h.kept[3]`."""
    return re.sub(r"\[[\d…]+\]", "", name).removesuffix("′").removeprefix(f"{node}.")


def arrow(stem: str) -> str:
    """The name of a wire as it is written everywhere."""
    return stem.replace("~>", "⇢").replace("->", "→")
