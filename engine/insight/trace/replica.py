"""A small drawn network made like a recorded one: the same kinds of layers in the same order, with the scales, optimizer and rate
with which the run began. What is found in the run can be reproduced there, and remedies tried, in seconds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from engine.insight.trace.blocks import Block, Stack, blocks_of, places_in
from engine.insight.trace.trace import Layer, Trace, findings
from engine.library import drawing
from engine.library.activations import ACTIVATIONS
from engine.library.optimizers import OPTIMIZERS
from engine.library.own_table import as_own
from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.library.samples import Table
from engine.model.experiment import Experiment, Training
from engine.model.network import DIRECT, Choice, Network, Node, Wire
from engine.model.problem import ExperimentError, Problem, text
from engine.program.fitting import fit_to_data

UNITS, FEATURES, SAMPLES, BATCH = 8, 8, 64, 16
MOST_LAYERS, MOST_BLOCKS = 24, 6
SHORTEST, LONGEST, USUAL = 4, 60, 12  # time steps
LARGEST = 1e6  # of an initial scale, a rate or a target
PARTICULAR = ("dead", "cut off", "detached", "attention")  # causes that lie in single layers
SEQUENCE, TOKENS, IMAGES, TABLE = "sequence", "tokens", "images", "table"
DATA = {
    SEQUENCE: Choice("latch", {"samples": SAMPLES}),
    TOKENS: Choice("reverse", {"samples": 4 * SAMPLES, "length": 6, "encoding": "number"}),
    IMAGES: Choice("bars", {"samples": SAMPLES}),
}
KINDS = {
    "Linear": "dense", "LazyLinear": "dense", "Conv1D": "dense", "NonDynamicallyQuantizableLinear": "dense",
    "Conv1d": "conv", "Conv2d": "conv", "Conv3d": "conv", "GroupNorm": "group_norm", "LayerNorm": "layer_norm",
    "RMSNorm": "layer_norm", "MultiheadAttention": "attention", "RNN": "rnn", "LSTM": "lstm", "GRU": "gru", "RNNCell": "rnn",
    "LSTMCell": "lstm", "GRUCell": "gru", "PReLU": "prelu", "Embedding": "embedding",
}  # fmt: skip
STEMS = {
    "dense": "h", "conv": "c", "attention": "a", "rnn": "r", "lstm": "l", "gru": "g", "batch_norm": "b", "layer_norm": "n",
    "group_norm": "n", "prelu": "p",
}  # fmt: skip
WEIGHTED, LOOPS, NORMS = ("dense", "conv", "attention"), ("rnn", "lstm", "gru"), ("batch_norm", "layer_norm", "group_norm")
RUNNING = {"rnn": "tanh"}
ATTENDING = re.compile(r"attn|attention|(^|[._])att($|[._\d])", re.IGNORECASE)  # names of matrices that are parts of attention
LIKE = {
    "gelu": "gelu_exact", "relu6": "relu", "celu": "elu", "hardswish": "silu", "mish": "silu", "hardtanh": "tanh",
    "log_softmax": "identity",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Replica:
    """The network, and in what it differs from the recorded one."""

    experiment: Experiment
    differences: tuple[Problem, ...]


@dataclass(frozen=True)
class Part:
    """What becomes one layer: a recorded one, or all those of one attention; `block` numbers its block, -1 outside of all."""

    kind: str
    layer: Layer
    block: int = -1


def replica(trace: Trace) -> Replica:
    """A network of the recorded kinds, with at most MOST_BLOCKS blocks, MOST_LAYERS layers and UNITS units in each.

    Raises ExperimentError where none of the recorded layers has a counterpart here.
    """
    parts, unlike = _parts(trace)
    if not any(part.kind in (*WEIGHTED, *LOOPS) for part in parts):
        problem = text("none of its layers has a counterpart here: {types}.")
        types = ", ".join(sorted({layer.type for layer in trace.layers})) or "–"
        raise ExperimentError([Problem(trace.source, problem, args={"types": types})])
    parts, notes = _fewer(parts)
    family = _family(parts)
    drawn = _Drawing(trace, family)
    for part in parts:
        drawn.put(part)
    data = DATA.get(family) or as_own(_table(trace, parts))
    if family == SEQUENCE:
        data = replace(data, settings={**data.settings, "length": _length(trace)})
    fitted = fit_to_data(Experiment(drawn.finished(), data, training=Training(batch_size=BATCH)), True)
    known = drawing.parameter_shapes(fitted.network)
    frozen = tuple(name for name in drawn.frozen if name in known)
    fitted = replace(fitted, training=replace(fitted.training, freeze=frozen))
    optimizer, unknown = _optimizer(trace)
    whole = replace(_as_told(trace, fitted), optimizer=optimizer, title=Path(trace.source).name)
    told = Problem("data", text("These data replace your own: {data}."), args={"data": _named(family)})
    return Replica(whole, (*unlike, *notes, *drawn.notes, *unknown, told, *_particular(trace)))


def _particular(trace: Trace) -> tuple[Problem, ...]:
    """What lies in single layers of the run, and not in what is rebuilt."""
    found = [finding for finding in findings(trace) if finding.cause in PARTICULAR] if trace.columns else []
    words = text("Not rebuilt, because the problem lies in individual layers: {names}.")
    names = _few(list(dict.fromkeys(name for finding in found for name in finding.layers)))
    return (Problem("layers", words, args={"names": names}),) if names else ()


# which layers ------------------------------------------------------------------------------------


def kind_of(layer: Layer) -> str:
    """The type of layer here that does what a recorded one does; "" if there is none."""
    found = KINDS.get(layer.type, "")
    return found or ("batch_norm" if "BatchNorm" in layer.type else "layer_norm" if "Norm" in layer.type else "")


def _parts(trace: Trace) -> tuple[list[Part], tuple[Problem, ...]]:
    """The layers in the order of their calls; those of one attention as one."""
    blocks = _block_of([layer.name for layer in trace.layers])
    without_positions = any(kind_of(layer) in LOOPS for layer in trace.layers)  # in the data of recurrent networks
    found: list[Part] = []
    unlike = []
    for place, layer in enumerate(trace.layers):
        kind, block = kind_of(layer), blocks.get(place, -1)
        matrix = kind == "dense" and ATTENDING.search(layer.name)
        kind = "attention" if matrix else kind
        if without_positions and kind in ("conv", "attention"):
            kind = ""
        if matrix and found and found[-1].kind == kind and found[-1].block == block:
            continue
        if kind:
            found.append(Part(kind, layer, block))
        else:
            unlike.append(f"{layer.name} ({layer.type})")
    note = Problem("layers", text("Left out, because there is no counterpart here: {names}."), args={"names": _few(unlike)})
    return _in_order(found), (note,) if unlike else ()


def _in_order(parts: list[Part]) -> list[Part]:
    """A record tells which function follows a layer, not on which side of a norm: behind it, as is usual."""
    result = list(parts)
    for place, (part, after) in enumerate(pairwise(parts)):
        if part.kind in ("dense", "conv") and after.kind in ("batch_norm", "group_norm") and part.layer.activation:
            result[place] = replace(part, layer=replace(part.layer, activation=""))
            result[place + 1] = replace(after, layer=replace(after.layer, activation=part.layer.activation))
    return result


def _block_of(names: Sequence[str]) -> dict[int, int]:
    """The number of the block of each layer that lies in a stack of blocks of several layers."""
    found: dict[int, int] = {}

    def visit(parts: Iterable[object]) -> None:
        for part in parts:
            if isinstance(part, Stack):
                for block in part.blocks:
                    number = len(set(found.values()))
                    inside = places_in(block)
                    found.update({place: number for place in inside if len(inside) > 1})
            elif isinstance(part, Block):
                visit(part.parts)

    visit(blocks_of(names))
    return found


def _fewer(parts: list[Part]) -> tuple[list[Part], list[Problem]]:
    """The first blocks, and the first and last layers with weights where even they are too many."""
    notes = []
    blocks = sorted({part.block for part in parts if part.block >= 0})
    if len(blocks) > MOST_BLOCKS:
        parts = [part for part in parts if part.block < 0 or part.block in blocks[:MOST_BLOCKS]]
        words = text("Blocks: {kept} instead of {count}.")
        notes.append(Problem("layers", words, args={"kept": MOST_BLOCKS, "count": len(blocks)}))
    heavy = [place for place, part in enumerate(parts) if part.kind not in NORMS]
    if len(heavy) > MOST_LAYERS:
        half = MOST_LAYERS // 2
        parts = parts[: heavy[half]] + parts[heavy[-half] :]
        words = text("Layers: {kept} instead of {count}.")
        notes.append(Problem("layers", words, args={"kept": MOST_LAYERS, "count": len(heavy)}))
    return parts, notes


def _family(parts: Sequence[Part]) -> str:
    kinds = {part.kind for part in parts}
    if kinds & set(LOOPS):
        return SEQUENCE
    return TOKENS if "attention" in kinds else IMAGES if "conv" in kinds else TABLE


def _few(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def _named(family: str) -> str:
    return {
        SEQUENCE: text("remembering the sign of the first number"),
        TOKENS: text("reversing a sequence of tokens"),
        IMAGES: text("images of bright rows and columns"),
        TABLE: text("random numbers with the recorded scales"),
    }[family]


# the drawing -------------------------------------------------------------------------------------


class _Drawing:
    """The network as it grows, from the input to the output."""

    def __init__(self, trace: Trace, family: str) -> None:
        self.trace, self.family, self.notes = trace, family, list[Problem]()
        self.nodes, self.wires = [Node("x", "input", 1)], list[Wire]()
        self.last, self.block, self.entered = "x", -1, ""
        self.frozen, self._assumed = list[str](), False
        if family == TOKENS:
            self._add(Node("tokens", "embedding", UNITS, initializer=Choice("normal"), settings={"classes": 8}))
            self._add(Node("places", "positions", UNITS, initializer=Choice("normal")))

    def put(self, part: Part) -> None:
        """Add a layer; where a block of several begins or its attention ends, the path around it."""
        if part.kind == "embedding":
            return  # tokens have theirs, and tables have no words
        if self.block >= 0 and (part.block != self.block or (self._attends() and part.kind in ("dense", "layer_norm"))):
            self._rejoin(part.block)
        if part.block >= 0 and part.block != self.block:
            self.block, self.entered = part.block, self.last
        if part.kind in NORMS and self.last in ("x", ""):
            return
        for _ in range(part.layer.recurrent.layers if part.layer.recurrent is not None else 1):
            node = self._node(part)
            if any(f"{part.layer.name}.{name}" in self.trace.frozen for name in part.layer.parameters):
                self.frozen += [f"{self.last}->{node.id}.weight", f"{node.id}.bias"]
            self._add(node)

    def _attends(self) -> bool:
        return self.nodes[-1].type == "attention"

    def _rejoin(self, following: int) -> None:
        """Residual models add what enters a block to what leaves it: assumed of attention and of convolutions in blocks."""
        if self.family in (TOKENS, IMAGES) and self.entered not in ("", "x", self.last):
            total = Node(f"s{len(self.nodes)}", "add", UNITS)
            self.wires.append(Wire(self.entered, total.id, DIRECT))
            self._add(total)
            if not self._assumed:
                self._assumed = True
                self.notes.append(
                    Problem("layers", text("Residual connections around the blocks are assumed: a recording does not show sums."))
                )
        self.block, self.entered = following, self.last if following >= 0 else ""

    def finished(self) -> Network:
        """The whole network, with an output for the data."""
        if self.block >= 0:
            self._rejoin(-1)
        if self.family == IMAGES:
            self._pool()
        if self.nodes[-1].type != "dense":
            self._add(Node("y", "dense", 1))
        network = Network(tuple(self.nodes))
        for wire in self.wires:
            network = drawing.connect(network, wire)
        return drawing.fitted(network)

    def _pool(self) -> None:
        """A mean over all positions before the layers that end the network."""
        place = max(number for number, node in enumerate(self.nodes) if node.type in ("conv", "add", *NORMS, "input"))
        pool = Node("mean", "global_average", UNITS)
        before = self.nodes[place].id
        self.wires = [replace(wire, source=pool.id) if wire.source == before else wire for wire in self.wires]
        self.wires.append(Wire(before, pool.id, DIRECT))
        self.nodes.insert(place + 1, pool)
        self.last = pool.id if self.last == before else self.last

    def _add(self, node: Node) -> None:
        self.nodes.append(node)
        self.wires.append(Wire(self.last, node.id, drawing.natural_kind(node.type)))
        self.last = node.id

    def _node(self, part: Part) -> Node:
        name = f"{STEMS[part.kind]}{len(self.nodes)}"
        settings: dict[str, object] = {}
        if part.kind == "conv":
            settings = {"kernel": 3, "padding": "same"}
        if part.kind == "attention":
            settings = {"heads": 2}
        if part.kind == "group_norm":
            settings = {"groups": 2}
        activation = LIKE.get(part.layer.activation, part.layer.activation)
        known = activation in ACTIVATIONS and part.kind in ("dense", "conv", *NORMS)
        incoming = FEATURES if self.last == "x" and self.family == TABLE else 1 if self.last == "x" else UNITS
        return Node(
            name, part.kind, UNITS, Choice(activation if known else RUNNING.get(part.kind, "identity")),
            self._scale(part.layer, incoming * (9 if part.kind == "conv" else 1)), settings=settings,
        )  # fmt: skip

    def _scale(self, layer: Layer, fan_in: int) -> Choice:
        """As large, for its inputs, as the recorded weights were when recording began."""
        gain = starting_gain(self.trace, layer)
        if not np.isfinite(gain) or gain > LARGEST:
            return Choice("torch_default")
        return Choice("normal", {"mean": 0.0, "std": float(f"{gain / fan_in**0.5:.4g}")}) if gain else Choice("zeros")


def starting_gain(trace: Trace, layer: Layer) -> float:
    """The standard deviation of a layer's first recorded weights times the root of their fan-in; nan if they were not recorded."""
    for name, shape in layer.parameters.items():
        norms = trace.column(f"param/{layer.name}.{name}")
        known = norms[np.isfinite(norms)]
        if len(shape) < 2 or 0 in shape or not known.size or name.startswith("weight_hh"):
            continue
        fan_in = shape[0] if layer.type == "Conv1D" else int(np.prod(shape[1:]))
        return float(known[0] * np.sqrt(fan_in / np.prod(shape)))
    return float("nan")


# data, output, optimizer -------------------------------------------------------------------------


def _outputs(trace: Trace, parts: Sequence[Part]) -> int:
    """The units of the last layer with weights."""
    last = next((part.layer for part in reversed(parts) if part.kind == "dense"), None)
    shapes = [] if last is None else [shape for shape in last.parameters.values() if len(shape) == 2]
    return 1 if not shapes or last is None else shapes[0][1 if last.type == "Conv1D" else 0]


def _scale_of(values: Array) -> float:
    known = values[np.isfinite(values)]
    return min(float(np.median(known)), LARGEST) if known.size else float("nan")


def _table(trace: Trace, parts: Sequence[Part]) -> Table:
    """Random inputs with the recorded spread, and targets that depend on them: classes, or numbers with the recorded scale."""
    draw = Stream(0)
    spread, outputs = _scale_of(trace.column("input/spread")), _outputs(trace, parts)
    inputs = draw.normal((SAMPLES, FEATURES), 0.0, 1.0)
    signal = np.tanh(inputs @ draw.normal((FEATURES, max(2, min(outputs, 4))), 0.0, 0.7))
    if outputs > 1:
        targets = signal.argmax(axis=1)[:, None].astype(float)
    else:
        variance, square = _scale_of(trace.column("baseline")), _scale_of(trace.column("zero"))
        targets = signal[:, :1] / signal[:, :1].std()
        if np.isfinite(variance) and np.isfinite(square) and variance > 0:  # of squared errors: the mean is what 0 misses
            targets = targets * variance**0.5 + max(0.0, square - variance) ** 0.5
    scale = spread if np.isfinite(spread) and spread > 0 else 1.0
    return Table(inputs * scale, targets)


def _as_told(trace: Trace, experiment: Experiment) -> Experiment:
    """With softmax before a criterion that takes logits, where the recorder saw that."""
    output = experiment.network.main
    if not trace.told.softmax or output is None or experiment.loss.name != "cross_entropy":
        return experiment
    return experiment.with_network(experiment.network.with_node(replace(output, activation=Choice("softmax"))))


def _length(trace: Trace) -> int:
    """As many time steps as were recorded."""
    known = [len(through.norms) for found in trace.through.values() for through in found]
    return int(np.clip(max(known), SHORTEST, LONGEST)) if known else USUAL


def _optimizer(trace: Trace) -> tuple[Choice, tuple[Problem, ...]]:
    """The recorded optimizer with its first rate."""
    given = trace.optimizer.partition(",")[0].strip()
    rates = trace.column("rate")
    known = rates[np.isfinite(rates) & (rates > 0)]
    settings = {"learning_rate": min(float(known[0]), 1e3)} if known.size else {}
    if given.lower() in OPTIMIZERS:
        return Choice(given.lower(), settings), ()
    words = text("Its optimizer is not known here ({name}); Adam takes its place.")
    note = Problem("optimizer", words, args={"name": given or "–"})
    return Choice("adam", settings), (note,)
