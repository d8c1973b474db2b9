"""What a remedy is, and what several of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from engine.library import drawing
from engine.library.layers import LAYER_TYPES
from engine.library.ties import retied
from engine.model.experiment import Experiment
from engine.model.network import Network, Node

# The initializer that matches an activation (Glorot & Bengio 2010, He et al. 2015, Klambauer et al. 2017).
SUITS = {"relu": "he_normal", "leaky_relu": "he_normal", "elu": "he_normal", "gelu": "he_normal", "gelu_exact": "he_normal",
         "silu": "he_normal",
         "softplus": "he_normal"}  # fmt: skip

Edit = Callable[[Experiment], Experiment | None]


@dataclass(frozen=True)
class Remedy:
    """A row: what it does and what it costs. `edit` returns None where there is nothing to change."""

    name: str
    title: str
    help: str
    edit: Edit


def hidden(network: Network) -> tuple[Node, ...]:
    """Dense layers that feed another layer."""
    ends = {node.id for node in network.outputs()}
    return tuple(node for node in network.nodes if node.type == "dense" and node.id not in ends)


def has_matrices(node: Node) -> bool:
    """Whether a node is a dense layer or a recurrent cell."""
    row = LAYER_TYPES[node.type]
    return row.takes.matrices or bool(row.states)


def redrawn(experiment: Experiment, nodes: tuple[Node, ...]) -> Experiment | None:
    """The experiment with these nodes in place of their namesakes; values given for them are drawn again. None if nothing
    changes."""
    network = experiment.network
    for node in nodes:
        network = drawing.exchange(network, node)
    names = {node.id for node in nodes}
    owned = {wire.weight for wire in network.wires if wire.target in names} | {f"{name}.bias" for name in names}
    kept = {
        name: value for name, value in experiment.parameters.items() if name not in owned and name.partition(".")[0] not in names
    }
    bare = replace(experiment, parameters=kept)
    return if_changed(experiment, carried(bare, network) or bare)


def carried(experiment: Experiment, network: Network, renamed: dict[str, str] | None = None) -> Experiment | None:
    """The experiment with another network: values given for parameters and names that are frozen go along under their new names,
    and what is gone or has another shape is dropped. None if nothing changes."""
    names = renamed or {}
    network = retied(network, names)
    shapes = drawing.parameter_shapes(network, experiment.training.no_bias)
    before = drawing.parameter_shapes(experiment.network, experiment.training.no_bias)
    kept = {}
    for name, value in experiment.parameters.items():
        new = names.get(name, name)
        if new in shapes and shapes[new] == before.get(name):
            kept[new] = value
    freeze = tuple(new for name in experiment.training.freeze if (new := names.get(name, name)) in shapes)
    training = replace(experiment.training, freeze=freeze)
    return if_changed(experiment, replace(experiment, network=network, parameters=kept, training=training))


def if_changed(before: Experiment, after: Experiment) -> Experiment | None:
    """The experiment after, or None if it gives the same run."""
    return None if after.same_numbers(before) else after
