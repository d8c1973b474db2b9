"""How gradient flows: by depth and through time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.library.rule import Array
from engine.program.program import BACKWARD, DELTA, INPUT, LOSS, PREACTIVATION, Program
from engine.runtime.arena import Arena
from engine.runtime.debugger import Debugger
from engine.runtime.executor import NumpyBackend


@dataclass(frozen=True)
class DepthProfile:
    """Norms by layer, in order of the network; nan where not computed yet.

    `delta` is the Frobenius norm of dL/dz of the layer over batch and time (Glorot & Bengio 2010
    show that weight gradients can stay flat while this vanishes); `weight` is the root mean square
    of the gradient of its weights.
    """

    layers: tuple[str, ...]
    delta: Array
    weight: Array

    @property
    def ratio(self) -> float:
        """delta of the first hidden layer by that of the last hidden one; nan if there are fewer than two."""
        hidden = self.delta[:-1]
        if len(hidden) < 2 or not np.isfinite(hidden).all() or hidden[-1] == 0:
            return float("nan")
        return float(hidden[0] / hidden[-1])

    @property
    def per_layer(self) -> float:
        """The mean factor from one hidden layer to the layer before it."""
        count = len(self.delta) - 2
        return float(self.ratio ** (1 / count)) if count > 0 else float("nan")


def layers(program: Program) -> tuple[str, ...]:
    """Nodes with a pre-activation, in the order in which they are computed."""
    return tuple(dict.fromkeys(program.slots[instr.out].node for instr in program.code
                               if program.slots[instr.out].kind == PREACTIVATION))  # fmt: skip


def depth_profile(debugger: Debugger) -> DepthProfile:
    """The profile of the values that the debugger holds now."""
    program = debugger.program
    names = layers(program)
    delta = np.array([_norm(debugger, program.of_node(name, DELTA)) for name in names])
    weights = []
    for name in names:
        own = [slot for slot in program.used_gradient if program.slots[slot].node == name and len(program.slots[slot].shape) == 2]
        count = sum(int(np.prod(program.slots[slot].shape)) for slot in own)
        weights.append(_norm(debugger, tuple(program.used_gradient[slot] for slot in own)) / np.sqrt(count or 1))
    return DepthProfile(names, delta, np.array(weights))


def _norm(debugger: Debugger, slots: tuple[int, ...]) -> float:
    values = [debugger.read(slot) for slot in slots]
    present = [value for value in values if value is not None]
    if not slots or len(present) < len(values):
        return float("nan")
    with np.errstate(all="ignore"):
        return float(np.sqrt(sum(float((value * value).sum()) for value in present)))


def recurrent_nodes(program: Program) -> tuple[str, ...]:
    """Nodes whose value is read one time step later."""
    remembered = dict.fromkeys(slot.name.removesuffix(".a[0]") for slot in program.slots if slot.name.endswith(".a[0]"))
    return tuple(node for node in remembered if not program.of_node(node, INPUT))


class ThroughTime:
    """Computes the norm of dL_t/dh_k for every loss time t and state time k, exactly.

    The backward instructions are linear in the gradients with which the losses enter them, so
    running them once with only loss t switched on gives dL_t by everything.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self._arena = Arena(program)
        self._backend = NumpyBackend(program, self._arena)
        scope = program.phases[BACKWARD]
        self._seeds = [program.gradient_of[slot] for slot in program.losses]
        self._times = [program.slots[slot].time for slot in program.losses]
        self._first = max(program.writer[slot] for slot in self._seeds) + 1
        self._stop = scope.stop

    def __call__(self, debugger: Debugger, node: str) -> Array | None:
        """Matrix [t-1, k-1] for t, k = 1 ... T; nan above the diagonal and where t has no loss. None before the losses are known."""
        if self.program.length < 2 or debugger.place[1] < self.program.phases[LOSS].stop:
            return None
        states = self.program.states(node)
        np.copyto(self._arena.buffer, debugger.arena.buffer)
        length = self.program.length
        result: Array = np.full((length, length), np.nan)
        with np.errstate(all="ignore"):
            for t in (time - 1 for time in self._times):
                for time, seed in zip(self._times, self._seeds, strict=True):
                    self._arena.views[seed][...] = float(time - 1 == t)
                self._backend.run(self._first, self._stop)
                for k in range(t + 1):
                    gradient = self.program.gradient_of.get(states[k])
                    if gradient is not None:
                        result[t, k] = np.linalg.norm(self._arena.views[gradient])
        return result
