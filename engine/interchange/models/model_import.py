"""A drawing from the tensors of a PyTorch model: layers from their names and shapes, the rest from answers of the user."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.interchange.documents.strict_json import refuse
from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.network import DIRECT, WEIGHTED, Choice, Network, Node, Wire
from engine.model.problem import text
from engine.program.check import check

GATES = {1: "rnn", 3: "gru", 4: "lstm"}
CELL_PARTS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
NORMS = ("batch_norm", "layer_norm")
SAMPLES, LENGTH = 8, 12  # of the random data that a model is opened with


@dataclass(frozen=True)
class Answers:
    """What tensors do not tell: the function after every layer (an RNN has it too), the one at the end, and the loss."""

    activation: str = "relu"
    output: str = "identity"
    loss: str = "mse"


@dataclass
class Part:
    """One module of the model: what it is, the width that goes in and out (0: any), and its tensors under our endings."""

    name: str
    type: str
    inputs: int
    units: int
    values: dict[str, Array] = field(default_factory=dict)
    classes: int = 0

    @property
    def bias(self) -> bool:
        """Whether it has a bias of its own."""
        return "bias" in self.values


def parts(tensors: Mapping[str, Array]) -> list[Part]:
    """The modules of a stack, from input to output; ExperimentError if there are others, or they do not follow one another."""
    modules: dict[str, dict[str, Array]] = {}
    for name, value in tensors.items():
        module, _, ending = name.rpartition(".")
        modules.setdefault(module, {})[ending] = value
    found = [part for module in sorted(modules, key=_natural) for part in _recognised(module, modules[module])]
    if not found:
        raise refuse("file", text("there is no layer in this file."), text("Save the state_dict of a whole model."))
    return _chained(found)


def _natural(name: str) -> list[tuple[int, str]]:
    """Names in the order in which people count: layer2 before layer10."""
    return [(int(word), "") if word.isdigit() else (1 << 30, word) for word in re.split(r"(\d+)", name) if word]


def _recognised(module: str, values: dict[str, Array]) -> list[Part]:
    """The layers of one module; recurrent modules may be several on top of one another."""
    weight = values.get("weight")
    if any(name.startswith("weight_ih") for name in values):
        return _cells(module, values)
    known = {"weight", "bias", "running_mean", "running_var"}
    if weight is None or set(values) - known or weight.ndim not in (1, 2):
        shapes = ", ".join(f"{module}.{name} {value.shape}" for name, value in values.items())
        raise refuse(module or "file", text("this module is none of Linear, RNN, LSTM, GRU, BatchNorm, LayerNorm, Embedding: {shapes}."),
                     text("Save only the part of the model that is such a stack."), shapes=shapes)  # fmt: skip
    if weight.ndim == 1:
        kind = "batch_norm" if "running_mean" in values else "layer_norm"
        return [Part(module, kind, weight.shape[0], weight.shape[0], values)]
    if "emb" in module.lower() and "bias" not in values:
        return [Part(module, "embedding", 1, weight.shape[1], values, weight.shape[0])]
    return [Part(module, "dense", weight.shape[1], weight.shape[0], values)]


def _cells(module: str, values: dict[str, Array]) -> list[Part]:
    backwards = [name for name in values if name.endswith("_reverse")]
    if backwards:
        raise refuse(module, text("this module also reads its sequence backwards."), text("Only one direction can be drawn."))
    layers: dict[str, dict[str, Array]] = {}
    for name, value in values.items():
        ending, _, layer = name.partition("_l") if "_l" in name else (name, "", "0")
        layers.setdefault(layer, {})[ending] = value
    result = []
    for layer in sorted(layers, key=_natural):
        own = layers[layer]
        weight, loop = own.get("weight_ih"), own.get("weight_hh")
        if weight is None or loop is None or weight.ndim != 2 or loop.ndim != 2 or set(own) - set(CELL_PARTS) or not loop.shape[1]:
            raise refuse(module, text("the tensors of this recurrent module are not complete."), text("Save the whole state_dict."))
        units = loop.shape[1]
        kind = GATES.get(weight.shape[0] // units)
        if kind is None or weight.shape[0] % units or loop.shape[0] != weight.shape[0]:
            raise refuse(module, text("the shapes of this recurrent module fit neither RNN, GRU nor LSTM."))
        for bias in ("bias_ih", "bias_hh"):
            own.setdefault(bias, 0 * weight[:, 0])
        name = f"{module} {layer}" if len(layers) > 1 else module
        result.append(Part(name, kind, weight.shape[1], units, own))
    return result


def _chained(found: list[Part]) -> list[Part]:
    """An order in which every layer takes what the one before gives; as the names count, wherever that works."""
    starts = [part for part in found if part.type == "embedding"] or found
    for first in starts:
        order = _continued([first], [part for part in found if part is not first], 0)
        if order is not None:
            return order
    listed = ", ".join(f"{part.name} {part.inputs} → {part.units}" for part in found)
    raise refuse("file", text("these layers do not follow one another: {layers}."), text("Branches cannot be seen in a file of weights; draw them."),
                 layers=listed)  # fmt: skip


def _continued(done: list[Part], left: list[Part], tries: int) -> list[Part] | None:
    """Depth first, the next by name first."""
    if not left:
        return done
    for part in left:
        if part.inputs == done[-1].units and tries < 200:
            tries += 1
            order = _continued([*done, part], [other for other in left if other is not part], tries)
            if order is not None:
                return order
    return None


def drawn(tensors: Mapping[str, Array], answers: Answers) -> Experiment:
    """The experiment of a model, on random data of fitting shape until the user brings others."""
    stack = parts(tensors)
    network = Network((Node("x", "input", stack[0].inputs),))
    values: dict[str, Array] = {}
    before, taken = "x", {"x"}
    last = max((place for place, part in enumerate(stack) if part.type == "dense"), default=-1)
    for place, part in enumerate(stack):
        name = _free(part.name, taken)
        normed = place + 1 < len(stack) and stack[place + 1].type in NORMS
        linear = normed or (part.type in NORMS and not 0 < place < last)
        node = _node(part, name, answers.output if place == last else "identity" if linear else answers.activation)
        wire = Wire(before, name, WEIGHTED if part.type in ("dense", *GATES.values()) else DIRECT)
        network = network.add(node).connect(wire)
        for ending, value in part.values.items():
            values[wire.weight if part.type == "dense" and ending == "weight" else f"{name}.{ending}"] = value
        before = name
    experiment = Experiment(
        network, _data(stack), Choice(answers.loss), parameters={name: value.tolist() for name, value in values.items()}
    )
    check(experiment)
    return experiment


def _free(name: str, taken: set[str]) -> str:
    """A name for the layer that may stand in an experiment, like the module's own."""
    stem = re.sub(r"\W+", "_", name).strip("_") or "layer"
    stem = (stem if not stem[0].isdigit() else f"layer {stem}")[:30]
    result, number = stem, 2
    while result in taken:
        result, number = f"{stem} {number}", number + 1
    taken.add(result)
    return result


def _node(part: Part, name: str, function: str) -> Node:
    """A dense layer before a norm is linear: its function comes after the norm."""
    if part.type in ("lstm", "gru"):
        return Node(name, part.type, part.units)
    if part.type == "rnn":
        return Node(name, part.type, part.units, Choice(function if function in ("tanh", "relu") else "tanh"))
    if part.type == "embedding":
        return Node(name, part.type, part.units, settings={"classes": part.classes})
    return Node(name, part.type, part.units, Choice(function), bias=part.bias)


def _data(stack: list[Part]) -> Choice:
    """Random samples of the model's shape."""
    recurrent = any(part.type in GATES.values() for part in stack) or stack[0].type == "embedding"
    shape = (SAMPLES, LENGTH) if recurrent else (SAMPLES,)
    stream = Stream(0, "data of an opened model")
    inputs = stream.normal((*shape, stack[0].inputs))
    if stack[0].type == "embedding":
        inputs = (stream.uniform((*shape, 1)) * stack[0].classes).astype(int)
    targets = stream.uniform((*shape, stack[-1].units)).round()
    return Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist()})
