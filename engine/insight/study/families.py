"""Families of networks that differ in only one respect: towers of layers and loops through time.

Sweeps run over them, and the published tables of vanishing and exploding gradients are about them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.library.initializers import INITIALIZERS
from engine.library.random_stream import Stream
from engine.model.experiment import Experiment
from engine.model.network import DIRECT, Choice, Network, Node, Wire

FAR = 1e6


@dataclass(frozen=True)
class Tower:
    """`depth` hidden layers of `units` between two inputs and one sigmoid, on spirals with binary cross-entropy.

    The sigmoid is part of the loss, so that a saturated output keeps an exact gradient.
    `norm` puts a BatchNorm between weights and activation; `residual` adds the input of every layer
    but the first to its output.
    """

    depth: int = 20
    units: int = 16
    activation: Choice = Choice("sigmoid")
    initializer: Choice = Choice("xavier_uniform")
    norm: bool = False
    residual: bool = False
    samples: int = 128
    optimizer: Choice = Choice("sgd", {"learning_rate": 0.1})

    def experiment(self, seed: int = 0) -> Experiment:
        """The experiment of this member."""
        nodes, wires, last = [Node("x", "input", 2)], [], "x"
        for number in range(1, self.depth + 1):
            name = f"h{number}"
            inner = Choice("identity") if self.norm else self.activation
            nodes.append(Node(name, "dense", self.units, inner, self.initializer))
            wires.append(Wire(last, name))
            if self.norm:
                nodes.append(Node(f"n{number}", "batch_norm", self.units, self.activation))
                wires.append(Wire(name, f"n{number}", DIRECT))
                name = f"n{number}"
            if self.residual and number > 1:
                nodes.append(Node(f"s{number}", "add", self.units))
                wires += [Wire(last, f"s{number}", DIRECT), Wire(name, f"s{number}", DIRECT)]
                name = f"s{number}"
            last = name
        nodes.append(Node("y", "dense", 1, Choice("identity"), Choice("xavier_uniform")))
        wires.append(Wire(last, "y"))
        return Experiment(
            Network(tuple(nodes), tuple(wires)),
            Choice("spiral", {"samples": self.samples}),
            Choice("bce_with_logits"),
            self.optimizer,
            seed=seed,
        )


@dataclass(frozen=True)
class Loop:
    """A layer that sees its own previous output, over `length` time steps of noise; the loss is at the last one.

    Its recurrent matrix is random, scaled to the spectral radius `radius`: a rotation, or Gaussian. The targets lie so far
    away that the gradient at the end has a fixed direction.
    """

    length: int = 50
    units: int = 16
    radius: float = 1.0
    activation: Choice = Choice("tanh")
    gaussian: bool = False
    scale: float = 0.1
    inputs: int = 8
    batch: int = 1

    def experiment(self, seed: int = 0) -> Experiment:
        """The experiment of this member."""
        stream = Stream(seed, "loop")
        matrix = stream.normal((self.units, self.units)) if self.gaussian else INITIALIZERS["orthogonal"].weight(
            stream, (self.units, self.units), self.units, self.units, gain=1.0)  # fmt: skip
        matrix *= self.radius / float(np.abs(np.linalg.eigvals(matrix)).max())
        inputs = Stream(seed, "loop inputs").normal((self.batch, self.length, self.inputs), 0, self.scale)
        targets = Stream(seed, "loop targets").normal((self.batch, self.units), 0, FAR)
        nodes = (Node("x", "input", self.inputs), Node("h", "dense", self.units, self.activation))
        network = Network(nodes, (Wire("x", "h"), Wire("h", "h", delay=1)))
        return Experiment(network, Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist()}), seed=seed,
                          parameters={"h~>h.weight": matrix.tolist()})  # fmt: skip
