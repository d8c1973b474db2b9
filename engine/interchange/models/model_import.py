"""A drawing from the tensors of a PyTorch model: layers from names and shapes, the rest from the user's answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from engine.interchange.documents.strict_json import refuse
from engine.interchange.models.model_grids import ENCODER, Shape, block, follows, merged, usual_heads, with_encoder, with_places
from engine.library import drawing
from engine.library.layers import LAYER_TYPES
from engine.library.layers.layer import Module, Takes
from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.network import Choice, Network, Node, Wire
from engine.model.problem import ExperimentError, text
from engine.program.check import check

STACKED = re.compile(r"(.+)_l(\d+)")  # nn.LSTM's names for the tensors of its layers
ADAPTER = "lora_"
MOST_TRIES = 20_000
BEGINNINGS = frozenset(
    {"input", "in", "in_proj", "embed", "embedding", "embeddings", "stem", "encoder", "first", "features", "backbone"}
)
ENDS = frozenset({"output", "out", "out_proj", "head", "heads", "classifier", "decoder", "last", "final", "logits"})
KNOWN = "Linear, Conv1d, Conv2d, RNN, LSTM, GRU, BatchNorm, LayerNorm, Embedding, MultiheadAttention, TransformerEncoderLayer"
SAMPLES, LENGTH = 8, 12  # of the random data that a model is opened with
MOST_INPUTS = 1 << 20  # of a sample


@dataclass(frozen=True)
class Answers:
    """What tensors do not show: the function after every layer (an RNN has it too), the one at the end, the loss, and the order of
    layers that fit in any. Of convolutions how they are padded, "same" or "none", and whether a max pool follows each; of
    attention how many heads it has (0: usual), and whether the norms of transformer blocks come first."""

    activation: str = "relu"
    output: str = "identity"
    loss: str = "mse"
    order: tuple[str, ...] = ()
    padding: str = "same"
    pool: bool = False
    heads: int = 0
    first: bool = False


def parts(tensors: Mapping[str, Array], order: Sequence[str] = ()) -> list[Module]:
    """The modules of a stack, from input to output, or in that order of their names; ExperimentError if there are others, or
    they do not form a chain."""
    beside = [name for name in tensors if ADAPTER in name]
    if beside:
        raise refuse("file", text("this file holds LoRA adapters, which run beside a layer and not after it: {name}."),
                     text("Merge them into the layers first, with model.merge_and_unload()."), name=beside[0])  # fmt: skip
    modules: dict[str, dict[str, Array]] = {}
    for name, value in tensors.items():
        module, _, ending = name.rpartition(".")
        modules.setdefault(module, {})[ending] = value
    whole = merged(modules)
    found = with_places([part for module in sorted(whole, key=_usual) for part in _recognised(module, whole[module])])
    if not found:
        raise refuse("file", text("this file contains no layers."), text("Save the state_dict of a whole model."))
    if sorted(order) == sorted(part.name for part in found):
        found.sort(key=lambda part: order.index(part.name))
        if all(follows(found[:place], part) for place, part in enumerate(found)):
            return found
        raise _no_chain(found)
    return _chained(found)


def doubtful(stack: Sequence[Module]) -> tuple[str, ...]:
    """The layers of a stack that could change places, and whose names do not tell which comes first."""
    doubts = [
        (one.name, other.name)
        for one, other in combinations(stack, 2)
        if (one.inputs, one.units) == (other.inputs, other.units) and one.inputs == one.units and not _told(one.name, other.name)
    ]
    named = {name for pair in doubts for name in pair}
    return tuple(part.name for part in stack if part.name in named)


def _told(one: str, other: str) -> bool:
    """Whether names tell an order: they differ in a number, or one is usual for the input or the output."""
    first = next(((a, b) for a, b in zip(one.split("."), other.split("."), strict=False) if a != b), None)
    if first is None:
        return False
    return re.sub(r"\d+", "", first[0]) == re.sub(r"\d+", "", first[1]) or _end(first[0]) != _end(first[1])


def _end(word: str) -> int:
    """-1 for what is called like the beginning of a network, 1 like its end."""
    bare = re.sub(r"[\d_]+$", "", word.lower())
    return -1 if bare in BEGINNINGS else 1 if bare in ENDS else 0


def _usual(name: str) -> list[tuple[int, list[tuple[int, str]]]]:
    """The usual order of names: beginnings first, ends last, numbers as numbers."""
    return [(_end(word), _natural(word)) for word in name.split(".")]


def _natural(name: str) -> list[tuple[int, str]]:
    """Names in natural order: layer2 before layer10. A long row of digits is several numbers."""
    words = re.split(r"(\d{1,15})", name)
    return [(int(word), "") if word.isdecimal() else (1 << 30, word) for word in words if word]


def _recognised(module: str, tensors: dict[str, Array]) -> list[Module]:
    """The layers of one module; recurrent modules may be stacked. Every layer type is asked."""
    if any(ending.endswith("_reverse") for ending in tensors):
        raise refuse(module, text("this module is bidirectional."), text("Only unidirectional modules can be drawn."))
    layers: dict[str, dict[str, Array]] = {}
    for name, value in tensors.items():
        stacked = STACKED.fullmatch(name)
        ending, layer = (stacked[1], stacked[2]) if stacked else (name, "")
        layers.setdefault(layer, {})[ending] = value
    result = []
    for layer in sorted(layers, key=_natural):
        name = f"{module} {layer}" if len(layers) > 1 else module
        found = [part for row in LAYER_TYPES.values() for part in row.recognise(name, layers[layer])]
        found += block(name, layers[layer])
        if len(found) != 1 or not all(value.size for value in tensors.values()):
            raise _unknown(module, tensors)
        result += found
    return result


def _unknown(module: str, tensors: Mapping[str, Array]) -> ExperimentError:
    if "weight_hh" in {name.partition("_l")[0] for name in tensors}:
        return refuse(module, text("the shapes of this recurrent module are not those of an RNN, GRU or LSTM."))
    shapes = ", ".join(f"{module}.{name} {value.shape}" for name, value in tensors.items())
    return refuse(
        module or "file",
        text("this module cannot be drawn: {shapes}. These can: {known}."),
        text("Save only the part of the model that is a stack of these modules."),
        shapes=shapes,
        known=KNOWN,
    )


def _chained(found: list[Module]) -> list[Module]:
    """An order in which every layer takes the output of the one before; the usual order of names wherever that works."""
    starts = [part for part in found if _takes(part).class_numbers] or found
    tries = iter(range(MOST_TRIES))
    for first in starts:
        order = _continued(first, found, tries)
        if order is not None:
            return order
    raise _no_chain(found)


def _no_chain(found: Sequence[Module]) -> ExperimentError:
    listed = ", ".join(f"{part.name} {part.inputs} → {part.units}" for part in found)
    return refuse(
        "file",
        text("these layers do not form a chain: {layers}."),
        text("A weights file does not show branches; draw them yourself."),
        layers=listed,
    )


def _continued(first: Module, found: Sequence[Module], tries: Iterator[int]) -> list[Module] | None:
    """All of them from the first on; depth first, the next by name first; None as well where too much was tried."""
    done, used, choices = [first], {id(first)}, [iter(found)]
    while choices and len(done) < len(found):
        part = next((part for part in choices[-1] if id(part) not in used and follows(done, part)), None)
        if part is None:
            choices.pop()
            used.remove(id(done.pop()))
        elif next(tries, None) is None:
            return None
        else:
            done.append(part)
            used.add(id(part))
            choices.append(iter(found))
    return done or None


def drawn(tensors: Mapping[str, Array], answers: Answers) -> Experiment:
    """The experiment of a model, on random data of matching shape until the user supplies their own."""
    stack = parts(tensors, answers.order)
    shape = Shape(tuple(stack), answers.padding, answers.pool)
    grid, read = shape.grid, LAYER_TYPES[_kind(stack[0])].takes.class_numbers
    network = Network((Node("x", "input", 1 if read and grid else stack[0].inputs, grid=grid),))
    _expect_room(network.node("x"))
    drawing_of = _Drawing(network, shape, answers)
    for place, part in enumerate(stack):
        drawing_of.add(place, part)
    network, values = drawing_of.network, drawing_of.values
    data = _data(stack) if not grid else _on_grid(network, stack)
    experiment = Experiment(
        network, data, Choice(answers.loss), parameters={name: value.tolist() for name, value in values.items()}
    )
    check(experiment)
    return experiment


def _expect_room(node: Node) -> None:
    """ExperimentError where the input would be so large that its random data alone fill the memory."""
    if node.units * node.positions > MOST_INPUTS:
        raise refuse(
            "file",
            text("the input would be a grid of {grid} positions, which is too large."),
            text("Choose no max pool after the convolutions, or save a smaller part of the model."),
            grid=" × ".join(map(str, node.grid)),
        )


def _kind(part: Module) -> str:
    """The layer type that says what a module takes."""
    return "attention" if part.type == ENCODER else part.type


class _Drawing:
    """The network and its parameters while modules are added one by one."""

    def __init__(self, network: Network, shape: Shape, answers: Answers) -> None:
        self.network, self.shape, self.answers = network, shape, answers
        self.values: dict[str, Array] = {}
        self._before, self._taken = "x", {"x"}
        weighted = [place for place, part in enumerate(shape.stack) if part.type == "conv" or _takes(part).matrices]
        self._last = max(weighted, default=-1)
        attending = [place for place, part in enumerate(shape.stack) if _kind(part) == "attention"]
        self._attending = max(attending, default=-1)

    def add(self, place: int, part: Module) -> None:
        """One more module, with what must stand before it."""
        if part.type == "conv" and self.shape.pool and any(before.type == "conv" for before in self.shape.stack[:place]):
            self._between("max_pool", "pool")
        if part.type == "dense" and self._on_maps():
            if self.shape.pool and self.shape.convolutions:
                self._between("max_pool", "pool")
            averaged = self.shape.averaged
            self._between("global_average" if averaged else "flatten", "mean" if averaged else "flat")
        if part.type == ENCODER:
            self._encoder(part)
            return
        name = _free(part.name, self._taken)
        node = _node(part, name, self._function(place, part), self.answers)
        self._append(node)
        wire = self.network.incoming(name)[0]
        for ending, value in part.values.items():
            self.values[wire.weight if _takes(part).matrices and ending == "weight" else f"{name}.{ending}"] = value

    def _on_maps(self) -> bool:
        """Whether the last layer has the positions of a convolution."""
        return bool(self.shape.convolutions) and bool(self.network.node(self._before).grid)

    def _between(self, kind: str, stem: str) -> None:
        self._append(Node(_free(stem, self._taken), kind, 1))

    def _append(self, node: Node) -> None:
        wire = Wire(self._before, node.id, LAYER_TYPES[node.type].takes.kind)
        self.network = drawing.connect(self.network.add(node), wire)
        self._before = node.id

    def _encoder(self, part: Module) -> None:
        heads = self.answers.heads or usual_heads(part.units)
        stem = _free(part.name, self._taken)
        self.network, self._before, names = with_encoder(self.network, self._before, part, stem, heads, self.answers.first)
        self.values |= {ours: part.values[theirs] for ours, theirs in names.items()}

    def _function(self, place: int, part: Module) -> str:
        """The function after a module: that of all, none before a norm or attention, the output's at the end."""
        stack, row = self.shape.stack, LAYER_TYPES[part.type]
        if place == self._last:
            return self.answers.output
        normed = place + 1 < len(stack) and LAYER_TYPES[_kind(stack[place + 1])].normalizes
        if normed or (row.normalizes and not 0 < place < self._last) or place <= self._attending:
            return "identity"
        behind = place == self._attending + 1 and self._attending >= 0 and row.normalizes
        return "identity" if behind else self.answers.activation


def _takes(part: Module) -> Takes:
    return LAYER_TYPES[_kind(part)].takes


def _free(name: str, taken: set[str]) -> str:
    """A valid layer name, like the module's own."""
    stem = re.sub(r"\W+", "_", name).strip("_") or "layer"
    stem = (stem if not stem[0].isdigit() else f"layer {stem}")[:30]
    result, number = stem, 2
    while result in taken:
        result, number = f"{stem} {number}", number + 1
    taken.add(result)
    return result


def _node(part: Module, name: str, function: str, answers: Answers) -> Node:
    """A layer of a module, as far as the file says, the rest as was answered."""
    row, settings = LAYER_TYPES[part.type], dict(part.settings)
    if part.type == "conv":
        settings = {"kernel": settings["kernel"], "padding": "same" if answers.padding == "same" else 0}
    if part.type == "attention":
        settings["heads"] = answers.heads or usual_heads(part.units)
    activation = function if function in row.activations else row.activation
    bias = not row.bias or any(ending.endswith("bias") for ending in part.values)
    return Node(name, part.type, part.units, Choice(activation), bias=bias, settings=settings)


def _on_grid(network: Network, stack: Sequence[Module]) -> Choice:
    """Random samples of an input with positions."""
    first, last = network.node("x"), network.outputs()[0]
    stream = Stream(0, "data of an opened model")
    inputs = stream.normal((SAMPLES, first.units * first.positions))
    if _takes(stack[0]).class_numbers:
        inputs = np.floor(stream.uniform(inputs.shape) * stack[0].settings["classes"])
    targets = stream.uniform((SAMPLES, last.units * last.positions)).round()
    return Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist(), "grid": list(first.grid)})


def _data(stack: list[Module]) -> Choice:
    """Random samples of the model's shape."""
    class_numbers = LAYER_TYPES[stack[0].type].takes.class_numbers
    recurrent = class_numbers or any(LAYER_TYPES[part.type].states for part in stack)
    shape = (SAMPLES, LENGTH) if recurrent else (SAMPLES,)
    stream = Stream(0, "data of an opened model")
    inputs = stream.normal((*shape, stack[0].inputs))
    if class_numbers:
        inputs = (stream.uniform((*shape, 1)) * stack[0].settings["classes"]).astype(int)
    targets = stream.uniform((*shape, stack[-1].units)).round()
    return Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist()})
