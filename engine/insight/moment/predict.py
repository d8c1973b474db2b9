"""What a network predicts for inputs that are not in its data."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.program.lower import lower_forward
from engine.runtime.backends import backend_for
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.loader import Loader


def around(inputs: Array, margin: float) -> tuple[Array, Array]:
    """The lowest and the highest input of each feature, with a margin; a feature without spread gets that of the others, or 1."""
    low, high = inputs.min(axis=0), inputs.max(axis=0)
    span = high - low
    span = np.where(span > 1e-9 * np.maximum(np.abs(low), np.abs(high)), span, span.max() or 1.0)
    middle = (low + high) / 2
    return middle - (0.5 + margin) * span, middle + (0.5 + margin) * span


class Predictor:
    """The forward pass of an experiment over fixed inputs (samples, features) or (samples, time, features)."""

    def __init__(self, experiment: Experiment, inputs: Array) -> None:
        self.program = lower_forward(experiment, inputs)
        self._arena = Arena(self.program)
        self._backend = backend_for(self.program, self._arena)
        Loader(self.program, self._arena).load(0)

    def __call__(self, parameters: Mapping[str, Array]) -> Array:
        """Outputs of shape (samples, units · positions), or (samples, time, units · positions) for sequences.

        `parameters` holds the parameters and the running statistics, as `Debugger.learned` gives them.
        """
        self._run(parameters)
        samples = self.program.batches.size
        outputs = [self._arena.views[slot].reshape(-1, samples).T for slot in self.program.outputs]
        return np.stack(outputs, axis=1) if self.program.length > 1 else outputs[0].copy()

    def states(self, parameters: Mapping[str, Array]) -> dict[str, Array]:
        """The activations of every layer at the last time step, each of shape (units, samples)."""
        self._run(parameters)
        nodes = dict.fromkeys(slot.node for slot in self.program.slots if slot.node)
        found = {node: self.program.states(node) for node in nodes}
        return {node: self._arena.views[slots[-1]].copy() for node, slots in found.items() if slots}

    def _run(self, parameters: Mapping[str, Array]) -> None:
        for name, slot in {**self.program.parameters, **self.program.buffers}.items():
            self._arena.views[slot][...] = parameters[name].reshape(self._arena.views[slot].shape)
        with np.errstate(all="ignore"):
            self._backend.run(0, len(self.program))
