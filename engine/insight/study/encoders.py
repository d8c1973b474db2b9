"""Stacks of transformer blocks, with the norms after the sums as first published or before the layers, and their gradients.

Xiong et al. 2020 show that at the start the gradients of the last blocks are large where the norms come after the sums (post-norm),
and even where they come first (pre-norm): why the former need a warm-up of the learning rate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.library import drawing
from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.network import Choice, Network, Node, Wire
from engine.runtime.debugger import Debugger

CLASSES = 8


@dataclass(frozen=True)
class Encoder:
    """`depth` blocks of attention and two dense layers, as torch.nn.TransformerEncoderLayer; with norms `first` one more follows
    the last block. The samples are random numbers, each position has one of eight classes."""

    depth: int = 12
    first: bool = False
    units: int = 32
    heads: int = 4
    wide: int = 64
    tokens: int = 8
    samples: int = 8

    def experiment(self, seed: int = 0) -> Experiment:
        """The experiment of this member."""
        network, last = Network((Node("x", "input", self.units, grid=(self.tokens,)),)), "x"
        for number in range(1, self.depth + 1):
            network, last = self._block(network, last, number)
        if self.first:
            network, last = _added(network, Node("norm", "layer_norm", self.units), last), "norm"
        network = _added(network, Node("y", "dense", CLASSES), last)
        stream = Stream(seed, "encoder")
        inputs = stream.normal((self.samples, self.units * self.tokens))
        classes = np.floor(stream.uniform((self.samples, self.tokens)) * CLASSES)
        data = Choice("table", {"inputs": inputs.tolist(), "targets": classes.tolist(), "grid": [self.tokens]})
        return Experiment(network, data, Choice("cross_entropy"), Choice("adam"), seed=seed)

    def _block(self, network: Network, before: str, number: int) -> tuple[Network, str]:
        """One more block behind a layer; returns the layer that it ends with."""
        attention = Node(f"a{number}", "attention", self.units, settings={"heads": self.heads})
        inner = Node(f"f{number}", "dense", self.wide, Choice("relu"))
        norms = [Node(f"{letter}{number}", "layer_norm", self.units) for letter in "no"]
        sums = [Node(f"{letter}{number}", "add", self.units) for letter in "st"]
        outer = Node(f"g{number}", "dense", self.units)
        if self.first:
            network = _added(_added(network, norms[0], before), attention, norms[0].id)
            network = _added(network, sums[0], before, attention.id)
            network = _added(_added(network, norms[1], sums[0].id), inner, norms[1].id)
            network = _added(network, outer, inner.id)
            return _added(network, sums[1], sums[0].id, outer.id), sums[1].id
        network = _added(_added(network, attention, before), sums[0], before, attention.id)
        network = _added(_added(network, norms[0], sums[0].id), inner, norms[0].id)
        network = _added(_added(network, outer, inner.id), sums[1], norms[0].id, outer.id)
        return _added(network, norms[1], sums[1].id), norms[1].id


def _added(network: Network, node: Node, *sources: str) -> Network:
    network = network.add(node)
    for source in sources:
        network = drawing.connect(network, Wire(source, node.id, drawing.natural_kind(node.type)))
    return network


def gradients(encoder: Encoder, seed: int = 0) -> Array:
    """‖∂L/∂W‖ of the second dense layer of each block, from the first to the last, at the start."""
    debugger = Debugger(encoder.experiment(seed))
    debugger.run(1)
    found = (debugger.gradient(f"f{number}->g{number}.weight") for number in range(1, encoder.depth + 1))
    return np.array([np.linalg.norm(gradient) for gradient in found if gradient is not None])


def typical(encoder: Encoder, seeds: int) -> Array:
    """The geometric mean over so many seeds."""
    found: Array = np.exp(np.mean([np.log(gradients(encoder, seed)) for seed in range(seeds)], axis=0))
    return found
