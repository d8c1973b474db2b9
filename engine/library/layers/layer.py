"""What a layer type is: one record, and the two protocols through which it is lowered and written as PyTorch."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.library.activations import ACTIVATIONS
from engine.library.ops import AFFINE, MATMUL
from engine.library.rule import Array, Op, Rule, Shape
from engine.library.window import Grid
from engine.model.network import DIRECT, EACH, NOTHING, ONE, Node, Wire
from engine.model.problem import Problem, text
from engine.model.setting import Setting

VALUE, PREACTIVATION = "value", "preactivation"  # kinds of values that a layer computes
LAYERS, SEQUENCES, SHAPES = text("Layers"), text("Sequences"), text("Transform")  # headings of the palette
IMAGES, TOKENS = text("Images"), text("Attention")
ALL = tuple(ACTIVATIONS)  # for layers that take any activation
NO_ACTIVATION: tuple[str, ...] = ()
# Frozen, it is a state that is given. Of a layer that is no cell it counts where a delayed wire reads the layer.
LEARNED_STATE = Setting(
    "learned_state",
    text("Learned initial state"),
    False,
    text("The state before the first time step is trained instead of being 0."),
)
FACTOR = Setting(
    "factor",
    text("Factor"),
    1.0,
    text("Multiplies the values that the wire carries; if it is trained, this is its initial value."),
    -1e6,
    1e6,
)
LEARNS = Setting(
    "learns",
    text("Trained"),
    NOTHING,
    text("What is trained: nothing, one factor for all units (ReZero, Fixup), or one for each unit (LayerScale)."),
    choices=(NOTHING, ONE, EACH),
)


@dataclass(frozen=True)
class Site:
    """A layer where it is drawn: its node, the wires that end at it, units and grids of their sources, and all its settings."""

    node: Node
    wires: tuple[Wire, ...] = ()
    widths: tuple[int, ...] = ()
    grids: tuple[Grid, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    bias: bool = True

    def name(self, ending: str) -> str:
        """The full name of one of its own parameters or values, such as `h.bias`."""
        return f"{self.node.id}.{ending}"


@dataclass(frozen=True)
class Parameter:
    """One array of a layer and how it starts. `full` is its shape in PyTorch where that has more dimensions: a matrix here.

    With `start` None the layer's initializer draws it: as a weight, or as a bias where `bias` is True, for a unit
    that sums up `fan_in` values. Else every element starts at `start`. `raised` adds a value to the rows from the
    first up to, but not including, the second.
    """

    shape: Shape
    fan_in: int = 1
    start: float | None = None
    bias: bool = False
    raised: tuple[int, int, float] = (0, 0, 0.0)
    full: Shape | None = None

    @property
    def fan_out(self) -> int:
        """In how many sums a value takes part: PyTorch's, where each place of a kernel counts."""
        return self.shape[0] * (1 if self.full is None else math.prod(self.full[2:]))

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes in which its values may be given."""
        return (self.shape,) if self.full is None else (self.full, self.shape)


Parameters = Callable[[Site], dict[str, Parameter]]


def first_state(state: str) -> str:
    """The parameter of a learned initial state: `h0` for the value passed on, `c0` for the LSTM's cell."""
    return "h0" if state == "a" else f"{state}0"


def nothing(site: Site) -> dict[str, Parameter]:
    """A layer without parameters."""
    return {}


@dataclass(frozen=True)
class Takes:
    """The wires that may end at a layer.

    `positions`: its sources have a grid. `mixed`: their grids may differ.

    `kind` is that of a wire drawn without a choice. `matrices`: a weighted wire has its own matrix, and a direct
    one may come in addition to it; layers without it take wires of their own kind only. `most` limits their number, `equal`
    wants all sources equally wide, `class_numbers` wants one input layer that holds a class index, and `itself` allows a
    delayed wire from the layer to itself.
    """

    kind: str = DIRECT
    matrices: bool = False
    most: int | None = None
    equal: bool = False
    class_numbers: bool = False
    itself: bool = True
    positions: bool = False
    mixed: bool = False


class Building(Protocol):
    """What a layer may do during lowering, for one time step; the program's lowering implements it."""

    @property
    def site(self) -> Site:
        """Where the layer is drawn."""
        ...

    @property
    def predicting(self) -> bool:
        """Whether the program only predicts: no noise, and statistics of the training instead of those of the batch."""
        ...

    @property
    def columns(self) -> int:
        """Columns of the layer's values: positions · samples in a batch."""
        ...

    def source(self, wire: Wire) -> int:
        """The value that a wire brings, of shape (units, positions · samples)."""
        ...

    def matrix(self, wire: Wire) -> int:
        """The matrix of a weighted wire, with pruned weights set to 0."""
        ...

    def parameter(self, ending: str) -> int | None:
        """One of the layer's own parameters; None if it has none of that name."""
        ...

    def apply(self, op: Op, *operands: int, name: str, kind: str = VALUE, **settings: Any) -> int:
        """Append an op; returns the slot of its result, called by that full name."""
        ...

    def preactivation(self, total: int) -> int:
        """Call a value the layer's `z`."""
        ...

    def activate(self, z: int) -> int:
        """The layer's activation function of z."""
        ...

    def past(self, state: str) -> int:
        """A state of the time step before: the learned initial state or 0 before the first."""
        ...

    def keep(self, state: str, value: int) -> None:
        """`value` is that state in the next time step."""
        ...

    def constant(self, ending: str, value: Array) -> int:
        """Numbers of the layer that are never trained."""
        ...

    def mask(self, drop: float) -> int:
        """Fresh noise in every training step: 0 with that probability, else 1 / (1 - drop)."""
        ...

    def statistic(self, ending: str) -> int:
        """A running statistic as a column, for prediction."""
        ...

    def renew(self, ending: str, rule: Rule, new: int, **settings: Any) -> None:
        """Renew a running statistic by a rule of its old value and `new`."""
        ...


class Writing(Protocol):
    """What a layer may do while it is written as PyTorch; samples come first there, then the grid of positions, then the units."""

    loop: bool  # forward goes through a sequence step by step, with `time` as its variable
    sequence: bool

    def ident(self, node_id: str) -> str:
        """The Python name of a layer."""
        ...

    def define(self, line: str) -> None:
        """Append a line to `__init__`."""
        ...

    def call_ours(self, ours: str, theirs: str) -> None:
        """Record PyTorch's name for one of our parameters or statistics."""
        ...

    def called(self, ours: str) -> str:
        """PyTorch's name for one of our parameters, which may belong to any layer."""
        ...

    def help_with(self, helper: str) -> None:
        """Request a helper class of the script."""
        ...

    def source(self, wire: Wire) -> str:
        """The variable that a wire reads."""
        ...

    def assigned(self, site: Site, value: str) -> str:
        """The line that gives the layer's variable the activation of a value."""
        ...


Define = Callable[[Writing, Site], None]
Apply = Callable[[Writing, Site], list[str]]


@dataclass(frozen=True)
class Torch:
    """The PyTorch text of a layer: lines of `__init__`, and the lines of `forward` that assign its variable.

    `stepwise`: the module acts on one time step at a time, so a sequence needs a loop.
    """

    define: Define
    apply: Apply
    stepwise: bool = False


def define_nothing(at: Writing, site: Site) -> None:
    """A layer without a module."""


def defined(definition: Callable[[Site], str], parameters: Parameters = nothing) -> Define:
    """One module of torch.nn, which holds the parameters of the layer under our endings."""

    def define(at: Writing, site: Site) -> None:
        name = at.ident(site.node.id)
        at.define(f"self.{name} = nn.{definition(site)}")
        for ours in parameters(site):
            at.call_ours(ours, f"{name}.{ours.removeprefix(site.name(''))}")

    return define


def module(definition: str, stepwise: bool = False, parameters: Parameters = nothing) -> Torch:
    """A layer that is one module applied to its one source."""

    def filled(site: Site) -> str:
        return definition.format(units=site.node.units, inputs=sum(site.widths), **site.settings)

    def apply(at: Writing, site: Site) -> list[str]:
        return [at.assigned(site, f"self.{at.ident(site.node.id)}({at.source(site.wires[0])})")]

    return Torch(defined(filled, parameters), apply, stepwise)


CHANNELS_FIRST, CHANNELS_LAST = ".movedim(-1, 1)", ".movedim(1, -1)"  # PyTorch's modules for images want the units before the grid


def over_grid(definition: Callable[[Site], str], parameters: Parameters = nothing, stepwise: bool = False) -> Torch:
    """A layer that is one module which wants the units before the grid."""

    def apply(at: Writing, site: Site) -> list[str]:
        before, after = (CHANNELS_FIRST, CHANNELS_LAST) if site.grids[0] else ("", "")
        return [at.assigned(site, f"self.{at.ident(site.node.id)}({at.source(site.wires[0])}{before}){after}")]

    return Torch(defined(definition, parameters), apply, stepwise)


def expression(write: Callable[[Site, list[str]], str]) -> Torch:
    """A layer that is an expression of its sources."""
    return Torch(define_nothing, lambda at, site: [at.assigned(site, write(site, [at.source(wire) for wire in site.wires]))])


@dataclass(frozen=True)
class Module:
    """A module found in a file of weights: its layer type, the width that goes in (0: any) and out, settings, and its
    tensors under our endings."""

    name: str
    type: str
    inputs: int
    units: int
    values: Mapping[str, Array]
    settings: Mapping[str, Any] = field(default_factory=dict)


Tensors = Mapping[str, Array]


def not_saved(name: str, tensors: Tensors) -> tuple[Module, ...]:
    """A layer that leaves nothing in a file of weights."""
    return ()


@dataclass(frozen=True)
class Preset:
    """A row of the palette: a layer type with units and an activation chosen. `stem` names new nodes."""

    name: str
    title: str
    help: str
    stem: str
    units: int
    activation: str


def no_problem(site: Site) -> Problem | None:
    """A layer that fits wherever its wires are legal."""
    return None


def same_grid(site: Site) -> Grid:
    """The positions of its first source; an input layer has those of the data."""
    return site.grids[0] if site.grids else site.node.grid


@dataclass(frozen=True)
class LayerType:
    """Everything about one type of layer.

    - What is drawn: `title`, `help`, the heading `group` of the palette. A new node is named after `stem` and has
      `new_units`; `presets` are its rows in the palette if it has more than one. `face` says whether a node shows its
      type (a dense layer is known by its activation), `sentence` what it does with its sources, with {node} for its name.
    - What is chosen: `settings`; `activations` by name (none: it has no function of its own); `initializer` and `bias`
      say whether they count, `start` is the initializer of a new node.
    - What is legal: `takes`, and `units`, the width that follows from those of the sources (None: the user chooses it); `grid`,
      which always follows. `problem` says what else does not fit. `least_samples` in a batch.
    - What it holds: `parameters` (full name -> array) and running `statistics`. `states` are carried to the next time step
      (`a` is the value that it passes on). `normalizes`: a function belongs after it rather than before.
    - What it computes: `build` appends its instructions and returns the slot of its value; None for an input.
    - What others call it: `torch` (None: refused in words), and `recognise`, the modules that it sees in the tensors of
      one module of a file of weights.
    """

    name: str
    title: str
    help: str
    group: str
    build: Callable[[Building], int] | None
    stem: str
    new_units: int = 4
    presets: tuple[Preset, ...] = ()
    face: bool = True
    sentence: str = text("Layer {node} adds up its inputs, each multiplied by its weight.")
    settings: tuple[Setting, ...] = ()
    activations: tuple[str, ...] = NO_ACTIVATION
    initializer: bool = False
    bias: bool = False
    start: str = "xavier_uniform"
    takes: Takes = Takes()
    units: Callable[[Site], int] | None = None
    grid: Callable[[Site], Grid] = same_grid
    problem: Callable[[Site], Problem | None] = no_problem
    least_samples: int = 1
    parameters: Parameters = nothing
    statistics: Parameters = nothing
    states: tuple[str, ...] = ()
    normalizes: bool = False
    torch: Torch | None = None
    recognise: Callable[[str, Tensors], tuple[Module, ...]] = not_saved

    @property
    def activation(self) -> str:
        """The activation of a node that names none: the identity, or the first one that the type knows."""
        return "identity" if "identity" in self.activations or not self.activations else self.activations[0]

    @property
    def palette(self) -> tuple[Preset, ...]:
        """Its rows in the palette."""
        return self.presets or (Preset(self.name, self.title, self.help, self.stem, self.new_units, self.activation),)


def affine(at: Building, weight: int, x: int, bias: int | None, name: str) -> int:
    """W · x + b, or W · x where there is no bias."""
    return at.apply(MATMUL, weight, x, name=name) if bias is None else at.apply(AFFINE, weight, x, bias, name=name)


def same_units(site: Site) -> int:
    """As wide as its first source."""
    return site.widths[0]
