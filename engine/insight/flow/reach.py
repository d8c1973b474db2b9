"""How much of the gradient reaches each position of the inputs: what the loss cannot see there, the network cannot use.

It is the gradient of the inputs themselves, so kernels, pools, masks and attention all count. At positions that no kernel reaches
from where the loss looks it is 0; within their reach it fades towards the rim (Luo et al. 2016).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.insight.flow.probe import Probe
from engine.library.layers import LAYER_TYPES
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.network import Network, Node
from engine.program.lower import lower_to_inputs
from engine.program.program import BACKWARD, INPUT, VALUE, Program


class Reach:
    """Measures it over the whole data."""

    def __init__(self, experiment: Experiment, lines: tuple[Node, ...]) -> None:
        self._probe = Probe(experiment, BACKWARD, lower_to_inputs)
        program = self._probe.program
        self._lines = {node.id: (node.positions, _first_values(experiment.network, program, node.id)) for node in lines}

    @classmethod
    def of(cls, experiment: Experiment) -> Reach | None:
        """For the input layers whose positions lie in a line; None if there are none."""
        lines = tuple(node for node in experiment.network.inputs() if len(node.grid) == 1 and node.positions > 1)
        return cls(experiment, lines) if lines else None

    def __call__(self, learned: Mapping[str, Array]) -> tuple[tuple[str, Array], ...]:
        """Input layers, each with the root mean square of dL/dx at its positions relative to the largest; all 0 where nothing
        arrives, nan where it is not finite."""
        self._probe.at(learned)
        return tuple((name, self._relative(*line)) for name, line in self._lines.items())

    def _relative(self, positions: int, slots: list[int]) -> Array:
        program, views = self._probe.program, self._probe.debugger.arena.views
        gradients = [views[program.gradient_of[slot]] for slot in slots if slot in program.gradient_of]
        largest = max((float(np.abs(gradient).max()) for gradient in gradients), default=0.0)
        if not largest:
            return np.zeros(positions)
        shares = (gradient.reshape(len(gradient), positions, -1) / largest for gradient in gradients)  # squares of small ones are 0
        with np.errstate(all="ignore"):
            squares = sum((share * share).sum(axis=(0, 2)) for share in shares)
            found: Array = np.sqrt(squares / np.max(squares))
        return found


def _first_values(network: Network, program: Program, name: str) -> list[int]:
    """The values of an input layer over time; of class indices the vectors that layers make of them."""
    targets = (network.node(wire.target) for wire in network.wires if wire.source == name)
    numbered = {node.id for node in targets if LAYER_TYPES[node.type].takes.class_numbers}
    return [
        slot.index for slot in program.slots
        if (slot.node == name and slot.kind == INPUT) or (slot.node in numbered and slot.kind == VALUE)
    ]  # fmt: skip
