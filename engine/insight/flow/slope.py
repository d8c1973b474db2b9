"""The loss near the present weights: how steep it is, how it bends along its gradient, and how well the samples agree.

The backward pass is a program like any other, so running it at θ + ih·v gives the Hessian times v exactly, as
Im ∇L(θ + ihv) / h (Squire & Trapp 1998; at kinks the curvature is that of the piece that θ lies on).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.insight.flow.probe import Probe
from engine.insight.flow.replay import Replay
from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.program.program import BACKWARD
from engine.runtime.backends import backend_for
from engine.runtime.debugger import Debugger
from engine.runtime.execute.arena import Arena

STEP = 1e-100
LANCZOS = 10
SIGNS = 8  # random signs of the samples; the estimate of the sum of squares has a relative error of about 1 / √(2 · SIGNS)


@dataclass(frozen=True)
class Slope:
    """The loss L along its negative gradient, over the whole data.

    `gradient` is ‖g‖ over the parameters that are trained, `frozen` that over the others, and `largest` the parameter with the
    largest share. `pieces` is the root of the sum of ‖gᵢ‖² over the samples i, whose gᵢ add up to g: where ‖g‖ is far smaller,
    the samples pull against each other. `curvature` is gᵀHg / ‖g‖² with the Hessian H; nan where g is 0. `lowest` and `highest`
    bound the curvatures of all directions that a few Lanczos steps from a random one reach: below 0 somewhere, it is no minimum.
    """

    gradient: float
    frozen: float
    largest: str
    pieces: float
    curvature: float
    lowest: float = float("nan")
    highest: float = float("nan")

    @property
    def agreement(self) -> float:
        """‖g‖ / √(Σ‖gᵢ‖²): √n where all n samples pull the same way, about 1 for random directions, 0 at a minimum."""
        return self.gradient / self.pieces if self.pieces > 0 else 0.0

    @property
    def best_step(self) -> float:
        """The learning rate that goes to the lowest point along the gradient, 1 / curvature; inf where the loss bends down."""
        return 1 / self.curvature if self.curvature > 0 else float("inf")

    @property
    def gain(self) -> float:
        """How much the loss falls at most in one step along the gradient, by its parabola: ‖g‖² / (2 · curvature)."""
        return self.gradient**2 * self.best_step / 2 if self.gradient > 0 else 0.0


class SlopeProbe:
    """Measures slopes; `probe` runs the network on its whole data."""

    def __init__(self, probe: Probe, frozen: frozenset[str] = frozenset()) -> None:
        program = probe.program
        self._program = program
        self._gradients = {
            name: program.gradient_of[slot] for name, slot in program.parameters.items() if slot in program.gradient_of
        }
        self._trained = tuple(name for name in self._gradients if name not in frozen)
        self._complex = Arena(program, complex)
        self._backend = backend_for(program, self._complex)
        self._replay = Replay(program)
        self._stop = program.phases[BACKWARD].stop if BACKWARD in program.phases else 0

    def __call__(self, debugger: Debugger) -> Slope:
        """The slope where the probe's debugger stands, after its backward pass."""
        found = {name: debugger.arena.views[slot].copy() for name, slot in self._gradients.items()}
        trained = {name: found[name] for name in self._trained}
        size, rest = _norm(trained), _norm({name: g for name, g in found.items() if name not in trained})
        largest = max(found, key=lambda name: float(np.linalg.norm(found[name])), default="")
        with np.errstate(all="ignore"):
            return Slope(size, rest, largest, self._pieces(debugger), self._curvature(debugger, trained, size),
                         *self._bounds(debugger))  # fmt: skip

    def _curvature(self, debugger: Debugger, gradient: Mapping[str, Array], size: float) -> float:
        if not 0 < size < np.inf:
            return float("nan")
        along = _flat(gradient) / size
        return float(along @ self._bent(debugger, along))

    def _bent(self, debugger: Debugger, direction: Array) -> Array:
        """The Hessian times a direction over the trained parameters."""
        self._complex.buffer[...] = debugger.arena.buffer
        start = 0
        for name in self._trained:
            view = self._complex.views[self._program.parameters[name]]
            view += 1j * STEP * direction[start : start + view.size].reshape(view.shape)
            start += view.size
        self._backend.run(0, self._stop)
        return _flat({name: self._complex.views[self._gradients[name]].imag for name in self._trained}) / STEP

    def _bounds(self, debugger: Debugger) -> tuple[float, float]:
        """The extreme Ritz values of the Hessian (Lanczos 1950, reorthogonalised)."""
        size = sum(debugger.arena.views[self._program.parameters[name]].size for name in self._trained)
        if not size:
            return float("nan"), float("nan")
        basis: list[Array] = []
        matrix = np.zeros((LANCZOS, LANCZOS))
        new = Stream(0, "lanczos").normal((size,))
        for i in range(min(LANCZOS, size)):
            for old in basis:
                new = new - old * (old @ new)
            length = float(np.linalg.norm(new))
            if not length > 1e-10:
                break
            basis.append(new / length)
            new = self._bent(debugger, basis[-1])
            scale = max(float(np.linalg.norm(new)), 1e-300)
            for k, old in enumerate(basis):
                matrix[k, i] = matrix[i, k] = old @ new
            new = new / scale
        found = matrix[: len(basis), : len(basis)]
        if not np.isfinite(found).all():
            return float("nan"), float("nan")
        values = np.linalg.eigvalsh(found)
        return float(values[0]), float(values[-1])

    def _pieces(self, debugger: Debugger) -> float:
        """With random signs sᵢ the expected ‖Σ sᵢgᵢ‖² is Σ‖gᵢ‖²."""
        program, replay = self._program, self._replay
        seeds = sorted(
            (program.writer[gradient] + 1, gradient)
            for output in program.judged if (gradient := program.gradient_of.get(output)) is not None
        )  # fmt: skip
        if not seeds:
            return 0.0
        total, samples = 0.0, program.slots[seeds[0][1]].shape[-1]
        for number in range(SIGNS):
            signs = np.sign(Stream(0, "signs", number).uniform((samples,), -1, 1))
            replay.load(debugger)
            before = program.phases[BACKWARD].start
            for after, gradient in seeds:
                replay.run(before, after)
                replay.view(gradient)[...] *= signs
                before = after
            replay.run(before, self._stop)
            total += _norm({name: replay.view(self._gradients[name]) for name in self._trained}) ** 2
        return float(np.sqrt(total / SIGNS))


def _flat(arrays: Mapping[str, Array]) -> Array:
    flat: Array = np.concatenate([array.ravel() for array in arrays.values()]) if arrays else np.zeros(0)
    return flat


def _norm(arrays: Mapping[str, Array]) -> float:
    with np.errstate(all="ignore"):
        return float(np.sqrt(sum(float((array**2).sum()) for array in arrays.values())))
