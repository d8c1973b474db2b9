"""What a network predicts for inputs that are not in its data."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.library.drawing import parameter_shapes
from engine.library.rule import Array, size
from engine.model.experiment import Experiment
from engine.program.check import Checked, check
from engine.program.lower import lower_forward
from engine.runtime.backends import backend_for
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.loader import Loader

PRODUCTS, UNIT = 60_000_000, 30  # multiplications at once; what a unit costs beside its weights, in multiplications
FEWEST = 16  # samples at once: fewer would read every weight too often


def around(inputs: Array, margin: float) -> tuple[Array, Array]:
    """The lowest and the highest input of each feature, with a margin; a feature without spread gets that of the others, or 1."""
    low, high = inputs.min(axis=0), inputs.max(axis=0)
    span = high - low
    span = np.where(span > 1e-9 * np.maximum(np.abs(low), np.abs(high)), span, span.max() or 1.0)
    middle = (low + high) / 2
    return middle - (0.5 + margin) * span, middle + (0.5 + margin) * span


def at_once(experiment: Experiment, length: int) -> int:
    """How many samples are predicted at once: as many as take some ten milliseconds, and not much memory."""
    weights = sum(size(shape) for shape in parameter_shapes(experiment.network).values())
    units = sum(node.units for node in experiment.network.nodes)
    return max(FEWEST, PRODUCTS // max(1, length * max(weights, UNIT * units)))


class Predictor:
    """The forward pass of an experiment over fixed inputs (samples, features) or (samples, time, features).

    Large networks see them piece by piece.
    """

    def __init__(self, experiment: Experiment | Checked, inputs: Array) -> None:
        checked = check(experiment)
        self.samples = len(inputs)
        self.piece = min(self.samples, at_once(checked.experiment, inputs.shape[1] if inputs.ndim == 3 else 1))
        self.pieces = -(-self.samples // self.piece)
        filled = self.pieces * self.piece - self.samples
        if filled:
            inputs = np.concatenate([inputs, np.repeat(inputs[-1:], filled, axis=0)])
        self.program = lower_forward(checked, inputs, self.piece)
        self._arena = Arena(self.program)
        self._backend = backend_for(self.program, self._arena)
        self._loader = Loader(self.program, self._arena)
        self._loader.load(0)

    def __call__(self, parameters: Mapping[str, Array]) -> Array:
        """Outputs of shape (samples, units · positions), or (samples, time, units · positions) for sequences.

        `parameters` holds the parameters and the running statistics, as `Debugger.learned` gives them.
        """
        self.take(parameters)
        return np.concatenate([self.predicted(number) for number in range(self.pieces)])

    def states(self, parameters: Mapping[str, Array]) -> dict[str, Array]:
        """The activations of every layer at the last time step, each of shape (units, samples)."""
        nodes = dict.fromkeys(slot.node for slot in self.program.slots if slot.node)
        last = {node: slots[-1] for node in nodes if (slots := self.program.states(node))}
        self.take(parameters)
        found: dict[str, list[Array]] = {node: [] for node in last}
        for number in range(self.pieces):
            self._run(number)
            for node, slot in last.items():
                found[node].append(self._arena.views[slot].copy())
        return {node: np.concatenate(parts, axis=-1)[..., : self.samples] for node, parts in found.items()}

    def take(self, parameters: Mapping[str, Array]) -> None:
        """Predict with these from now on."""
        for name, slot in {**self.program.parameters, **self.program.buffers}.items():
            self._arena.views[slot][...] = parameters[name].reshape(self._arena.views[slot].shape)

    def predicted(self, number: int) -> Array:
        """The main output of a piece of the samples."""
        return next(iter(self.ends(number).values()))

    def ends(self, number: int) -> dict[str, Array]:
        """All outputs of a piece of the samples by their names, the main one first."""
        self._run(number)
        return {node: self._output(slots)[: self.samples - number * self.piece] for node, slots in self.program.ends.items()}

    def _output(self, slots: tuple[int, ...]) -> Array:
        outputs = [self._arena.views[slot].reshape(-1, self.piece).T for slot in slots]
        return np.stack(outputs, axis=1) if self.program.length > 1 else outputs[0].copy()

    def _run(self, number: int) -> None:
        self._loader.load(number)
        with np.errstate(all="ignore"):
            self._backend.run(0, len(self.program))
