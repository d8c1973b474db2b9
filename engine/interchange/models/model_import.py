"""A drawing from the tensors of a PyTorch model: layers from names and shapes, the rest from the user's answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from engine.interchange.documents.strict_json import refuse
from engine.library import drawing
from engine.library.layers import LAYER_TYPES
from engine.library.layers.layer import Module
from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.network import Choice, Network, Node, Wire
from engine.model.problem import ExperimentError, text
from engine.program.check import check

STACKED = re.compile(r"(.+)_l(\d+)")  # nn.LSTM's names for the tensors of its layers
MOST_TRIES = 20_000
BEGINNINGS = frozenset(
    {"input", "in", "in_proj", "embed", "embedding", "embeddings", "stem", "encoder", "first", "features", "backbone"}
)
ENDS = frozenset({"output", "out", "out_proj", "head", "heads", "classifier", "decoder", "last", "final", "logits"})
SAMPLES, LENGTH = 8, 12  # of the random data that a model is opened with


@dataclass(frozen=True)
class Answers:
    """What tensors do not show: the function after every layer (an RNN has it too), the one at the end, the loss, and the order of
    layers that fit in any."""

    activation: str = "relu"
    output: str = "identity"
    loss: str = "mse"
    order: tuple[str, ...] = ()


def parts(tensors: Mapping[str, Array], order: Sequence[str] = ()) -> list[Module]:
    """The modules of a stack, from input to output, or in that order of their names; ExperimentError if there are others, or
    they do not form a chain."""
    modules: dict[str, dict[str, Array]] = {}
    for name, value in tensors.items():
        module, _, ending = name.rpartition(".")
        modules.setdefault(module, {})[ending] = value
    found = [part for module in sorted(modules, key=_usual) for part in _recognised(module, modules[module])]
    if not found:
        raise refuse("file", text("this file contains no layers."), text("Save the state_dict of a whole model."))
    if sorted(order) == sorted(part.name for part in found):
        found.sort(key=lambda part: order.index(part.name))
        if all(after.inputs == before.units for before, after in pairwise(found)):
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
        if len(found) != 1:
            raise _unknown(module, tensors)
        result += found
    return result


def _unknown(module: str, tensors: Mapping[str, Array]) -> ExperimentError:
    if "weight_hh" in {name.partition("_l")[0] for name in tensors}:
        return refuse(module, text("the shapes of this recurrent module match none of RNN, GRU and LSTM."))
    shapes = ", ".join(f"{module}.{name} {value.shape}" for name, value in tensors.items())
    return refuse(
        module or "file",
        text("this module is not a Linear, RNN, LSTM, GRU, BatchNorm, LayerNorm or Embedding: {shapes}."),
        text("Save only the part of the model that is a stack of these modules."),
        shapes=shapes,
    )


def _chained(found: list[Module]) -> list[Module]:
    """An order in which every layer takes the output of the one before; the usual order of names wherever that works."""
    starts = [part for part in found if LAYER_TYPES[part.type].takes.class_numbers] or found
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
        part = next((part for part in choices[-1] if id(part) not in used and part.inputs == done[-1].units), None)
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
    network = Network((Node("x", "input", stack[0].inputs),))
    values: dict[str, Array] = {}
    before, taken = "x", {"x"}
    last = max((place for place, part in enumerate(stack) if LAYER_TYPES[part.type].takes.matrices), default=-1)
    for place, part in enumerate(stack):
        row, name = LAYER_TYPES[part.type], _free(part.name, taken)
        normed = place + 1 < len(stack) and LAYER_TYPES[stack[place + 1].type].normalizes
        linear = normed or (row.normalizes and not 0 < place < last)
        node = _node(part, name, answers.output if place == last else "identity" if linear else answers.activation)
        wire = Wire(before, name, row.takes.kind)
        network = drawing.connect(network.add(node), wire)
        for ending, value in part.values.items():
            values[wire.weight if row.takes.matrices and ending == "weight" else f"{name}.{ending}"] = value
        before = name
    experiment = Experiment(
        network, _data(stack), Choice(answers.loss), parameters={name: value.tolist() for name, value in values.items()}
    )
    check(experiment)
    return experiment


def _free(name: str, taken: set[str]) -> str:
    """A valid layer name, like the module's own."""
    stem = re.sub(r"\W+", "_", name).strip("_") or "layer"
    stem = (stem if not stem[0].isdigit() else f"layer {stem}")[:30]
    result, number = stem, 2
    while result in taken:
        result, number = f"{stem} {number}", number + 1
    taken.add(result)
    return result


def _node(part: Module, name: str, function: str) -> Node:
    """A dense layer before a norm is linear: its function comes after the norm."""
    row = LAYER_TYPES[part.type]
    activation = function if function in row.activations else row.activation
    bias = not row.bias or "bias" in part.values
    return Node(name, part.type, part.units, Choice(activation), bias=bias, settings=dict(part.settings))


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
