"""Recurrent cells with PyTorch's parameters, gate order and two biases (torch.nn.RNN, LSTM, GRU)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.library.activations import SIGMOID, TANH
from engine.library.layers.layer import (
    LEARNED_STATE,
    PREACTIVATION,
    SEQUENCES,
    VALUE,
    Building,
    LayerType,
    Module,
    Parameter,
    Site,
    Takes,
    Tensors,
    Torch,
    Writing,
    first_state,
)
from engine.library.ops import ADD, AFFINE, CONCAT, MUL, ROWS, SUB
from engine.library.rule import Op, by_name
from engine.model.network import WEIGHTED
from engine.model.problem import ExperimentError, Problem, text
from engine.model.setting import Setting

GATE_BIAS = Setting(
    "gate_bias",
    text("Gate bias"),
    0.0,
    text("Added at initialisation to the bias of the gate that keeps the memory; a value of 3 counteracts vanishing gradients."),
    -20.0,
    20.0,
)
PARTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


@dataclass(frozen=True)
class Cell:
    """What distinguishes one cell from another.

    `gates` names the blocks of rows in its matrices; `keeper` is the gate that holds memory;
    `states` are the values carried to the next time step (`a` is what the cell passes on).
    """

    name: str
    gates: tuple[str, ...]
    keeper: str = ""
    states: tuple[str, ...] = ("a",)

    @property
    def blocks(self) -> int:
        """Rows of its matrices per unit."""
        return max(1, len(self.gates))

    def rows(self, gate: str, units: int) -> tuple[int, int]:
        """First row and end of a gate's block."""
        place = self.gates.index(gate)
        return place * units, (place + 1) * units


# Elman 1990 as in torch.nn.RNN; i, f, g, o as in torch.nn.LSTM (Hochreiter & Schmidhuber 1997; forget
# gate by Gers et al. 2000); r, z, n with the reset after the product as in torch.nn.GRU (Cho et al. 2014).
CELLS = by_name(Cell("rnn", ()), Cell("lstm", ("i", "f", "g", "o"), "f", ("a", "c")), Cell("gru", ("r", "z", "n"), "z"))


def _parameters(site: Site) -> dict[str, Parameter]:
    """As torch.nn.RNN, LSTM and GRU, which draw all of them from U(±1/√units): hence the fan-in."""
    cell, units = CELLS[site.node.type], site.node.units
    rows = cell.blocks * units
    raised = (*cell.rows(cell.keeper, units), site.settings["gate_bias"]) if cell.keeper else (0, 0, 0.0)
    own = {
        "weight_ih": Parameter((rows, sum(site.widths)), units),
        "weight_hh": Parameter((rows, units), units),
        "bias_ih": Parameter((rows,), units, bias=True, raised=raised),
        "bias_hh": Parameter((rows,), units, bias=True),
    }
    if site.settings["learned_state"]:
        own |= {first_state(state): Parameter((units,), start=0.0) for state in cell.states}
    return {site.name(ending): parameter for ending, parameter in own.items()}


@dataclass(frozen=True)
class _Step:
    """One time step of a cell: where it is built, and what it sees."""

    at: Building
    x: int

    def apply(self, op: Op, *operands: int, name: str, kind: str = VALUE, **settings: int) -> int:
        """Append an op whose result is called `node.name`."""
        return self.at.apply(op, *operands, name=self.at.site.name(name), kind=kind, **settings)

    def own(self, ending: str) -> int:
        """One of its parameters."""
        found = self.at.parameter(ending)
        assert found is not None
        return found

    def products(self, name: str) -> tuple[int, int]:
        """W_ih x + b_ih under that name, and W_hh h + b_hh."""
        kind = PREACTIVATION if name == "z" else VALUE
        left = self.apply(AFFINE, self.own("weight_ih"), self.x, self.own("bias_ih"), name=name, kind=kind)
        return left, self.apply(AFFINE, self.own("weight_hh"), self.at.past("a"), self.own("bias_hh"), name="recurrent")

    def block(self, source: int, gate: str, name: str) -> int:
        """The rows of one gate."""
        node = self.at.site.node
        start, stop = CELLS[node.type].rows(gate, node.units)
        return self.apply(ROWS, source, name=name, start=start, stop=stop)


def _cell(step: Callable[[_Step], int]) -> Callable[[Building], int]:
    """One time step of a cell; several wires into it are seen as one long input."""

    def build(at: Building) -> int:
        first, *others = (at.source(wire) for wire in at.site.wires)
        x = first
        for number, source in enumerate(others, 2):
            x = at.apply(CONCAT, x, source, name=at.site.name(f"x{number}"))
        return step(_Step(at, x))

    return build


def _rnn(step: _Step) -> int:
    """h = f(W x + b + U h + b')."""
    left, right = step.products("input")
    return step.at.activate(step.apply(ADD, left, right, name="z", kind=PREACTIVATION))


def _lstm(step: _Step) -> int:
    """c of the next time step = f c + i g; h = o tanh(c)."""
    left, right = step.products("input")
    z = step.apply(ADD, left, right, name="z", kind=PREACTIVATION)
    gates = {}
    for gate in CELLS["lstm"].gates:
        part = step.block(z, gate, f"z_{gate}")
        gates[gate] = step.apply(TANH if gate == "g" else SIGMOID, part, name=gate)
    kept = step.apply(MUL, gates["f"], step.at.past("c"), name="kept")
    added = step.apply(MUL, gates["i"], gates["g"], name="added")
    memory = step.apply(ADD, kept, added, name="c")
    step.at.keep("c", memory)
    return step.apply(MUL, gates["o"], step.apply(TANH, memory, name="tanh c"), name="a")


def _gru(step: _Step) -> int:
    """h of the next time step: n = tanh(Wx + r (Uh)), h = n + z (h - n)."""
    left, right = step.products("z")
    r = step.apply(SIGMOID, step.apply(ADD, step.block(left, "r", "x_r"), step.block(right, "r", "h_r"), name="z_r"), name="r")
    keep = step.apply(SIGMOID, step.apply(ADD, step.block(left, "z", "x_z"), step.block(right, "z", "h_z"), name="z_z"), name="u")
    reset = step.apply(MUL, r, step.block(right, "n", "h_n"), name="reset")
    n = step.apply(TANH, step.apply(ADD, step.block(left, "n", "x_n"), reset, name="z_n"), name="n")
    difference = step.apply(SUB, step.at.past("a"), n, name="h − n")
    return step.apply(ADD, n, step.apply(MUL, keep, difference, name="kept"), name="a")


# as PyTorch: whole sequences pass through nn.RNN, single time steps through nn.RNNCell ----------------

MODULES = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}


def _variables(at: Writing, site: Site) -> list[str]:
    """Its states in a script: the layer's own name for what it passes on."""
    name = at.ident(site.node.id)
    return [name if state == "a" else f"{name}_{state}" for state in CELLS[site.node.type].states]


def _starts(at: Writing, site: Site) -> list[str]:
    """The parameters of its learned initial states; none where they are 0."""
    name, learned = at.ident(site.node.id), site.settings["learned_state"]
    return [f"{name}_{first_state(state)}" for state in CELLS[site.node.type].states] if learned else []


def _define(at: Writing, site: Site) -> None:
    node, name, single = site.node, at.ident(site.node.id), at.loop or not at.sequence
    extra = f', nonlinearity="{node.activation.name}"' if node.type == "rnn" and node.activation.name != "tanh" else ""
    ends, first = ("Cell", "") if single else ("", ", batch_first=True")
    at.define(f"self.{name} = nn.{MODULES[node.type]}{ends}({sum(site.widths)}, {node.units}{extra}{first})")
    for part in PARTS:
        at.call_ours(site.name(part), f"{name}.{part}" + ("" if single else "_l0"))
    for start, state in zip(_starts(at, site), CELLS[node.type].states, strict=False):
        at.define(f"self.{start} = nn.Parameter(torch.zeros({node.units}))")
        at.call_ours(site.name(first_state(state)), start)


def _apply(at: Writing, site: Site) -> list[str]:
    states, name, sources = _variables(at, site), at.ident(site.node.id), [at.source(wire) for wire in site.wires]
    x = sources[0] if len(sources) == 1 else f"torch.cat([{', '.join(sources)}], dim=-1)"
    if at.loop:
        before = ", ".join(f"{state}_before" for state in states)
        return [f"{', '.join(states)} = self.{name}({x}, {before if len(states) == 1 else f'({before})'})"]
    starts = [f"self.{start}.expand({'1, ' if at.sequence else ''}len({x}), -1)" for start in _starts(at, site)]
    given = "" if not starts else f", {starts[0]}.contiguous()" if len(starts) == 1 else f", ({', '.join(starts)})"
    results = f"{name}, _" if at.sequence else ", ".join(states)
    return [f"{results} = self.{name}({x}{given})"]


# in files of weights ---------------------------------------------------------------------------------


def _recognise(cell: Cell) -> Callable[[str, Tensors], tuple[Module, ...]]:
    """One layer of a recurrent module of that kind; a module without biases has zeros. ExperimentError if tensors are missing."""

    def found(name: str, tensors: Tensors) -> tuple[Module, ...]:
        if "weight_ih" not in tensors and "weight_hh" not in tensors:
            return ()
        weight, loop = tensors.get("weight_ih"), tensors.get("weight_hh")
        if weight is None or loop is None or weight.ndim != 2 or loop.ndim != 2 or set(tensors) - set(PARTS) or not loop.shape[1]:
            raise ExperimentError(
                [Problem(name, text("the tensors of this recurrent module are incomplete."), text("Save the whole state_dict."))]
            )
        units = loop.shape[1]
        if weight.shape[0] != cell.blocks * units or loop.shape[0] != cell.blocks * units:
            return ()
        biases = dict.fromkeys(("bias_ih", "bias_hh"), 0 * weight[:, 0])
        return (Module(name, cell.name, weight.shape[1], units, {**biases, **tensors}),)

    return found


def _recurrent(
    name: str, title: str, words: str, step: Callable[[_Step], int], sentence: str, activations: tuple[str, ...] = ()
) -> LayerType:
    cell = CELLS[name]
    return LayerType(
        name,
        title,
        words,
        SEQUENCES,
        _cell(step),
        "h",
        8,
        sentence=sentence,
        settings=(GATE_BIAS, LEARNED_STATE) if cell.keeper else (LEARNED_STATE,),
        activations=activations,
        initializer=True,
        takes=Takes(WEIGHTED, itself=False),
        parameters=_parameters,
        states=cell.states,
        torch=Torch(_define, _apply),
        recognise=_recognise(cell),
    )


RNN = _recurrent("rnn", text("RNN"), text("A cell that sees its own previous output; for sequences."), _rnn,
                 text("Layer {node} adds up the contributions of its input and its previous state; the sum is z."),
                 ("tanh", "relu"))  # fmt: skip
LSTM = _recurrent("lstm", text("LSTM"), text("A cell with a memory and three gates; for sequences."), _lstm,
                  text("Layer {node} adds up the contributions of its input and its previous state; the sum is z for "
"all its gates."))  # fmt: skip
GRU = _recurrent("gru", text("GRU"), text("A cell with two gates; for sequences."), _gru,
                 text("Layer {node} multiplies its input by the weights of all its gates."))  # fmt: skip
