"""The forward pass: every layer builds itself, time step by time step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.library.layers import LAYER_TYPES
from engine.library.layers.layer import PREACTIVATION, VALUE, Site
from engine.library.normalization import CONSTANT_FACTOR, FACTOR_OF_ALL, FACTOR_OF_EACH
from engine.library.rule import Array, Op, Rule
from engine.library.sharing import DETACH
from engine.library.sites import sites
from engine.model.network import EACH, Node, Wire
from engine.program.context import Lowering, state_key
from engine.program.program import FORWARD, MOMENT


def forward(low: Lowering) -> None:
    """Append the forward pass of every time step."""
    low.feed_inputs()
    places = {at.node.id: at for _, at in sites(low.network, low.training.no_bias)}
    for time in range(1, low.length + 1):
        for node in low.network.order():
            build = LAYER_TYPES[node.type].build
            if build is not None:
                with low.builder.at(*low.path(FORWARD, node.id, time)):
                    low.outputs_at[node.id, time] = build(Layer(low, places[node.id], time))
                    low.hold(node, time)
    low.carry_states()


def outputs(low: Lowering, node: Node) -> tuple[int, ...]:
    """The value of an output layer at each time step."""
    return tuple(low.outputs_at[node.id, time] for time in range(1, low.length + 1))


def ends(low: Lowering) -> dict[str, tuple[int, ...]]:
    """The values of all output layers, the main one first."""
    return {node.id: outputs(low, node) for node in low.network.outputs()}


@dataclass(frozen=True)
class Layer:
    """One layer at one time step: what `library.layers.layer.Building` promises."""

    low: Lowering
    site: Site
    time: int

    @property
    def predicting(self) -> bool:
        """Whether the program only predicts."""
        return self.low.predicting

    @property
    def columns(self) -> int:
        """Columns of the layer's values."""
        return self.low.columns(self.site.node.id)

    def source(self, wire: Wire) -> int:
        """The value that a wire brings."""
        value, learned = self.low.source(wire, self.time), self.low.weights.get(wire.factors)
        if wire.detach:
            value = self.apply(DETACH, value, name=f"{wire.id} detached")
        if learned is not None:
            return self.apply(FACTOR_OF_EACH if wire.learns == EACH else FACTOR_OF_ALL, value, learned, name=f"{wire.id} scaled")
        if wire.factor == 1:
            return value
        return self.apply(CONSTANT_FACTOR, value, name=f"{wire.id} scaled", factor=float(wire.factor))

    def matrix(self, wire: Wire) -> int:
        """The matrix of a weighted wire, with pruned weights set to 0."""
        return self.low.weight(wire, self.time)

    def parameter(self, ending: str) -> int | None:
        """One of the layer's own parameters; None if it has none of that name."""
        return self.low.weights.get(self.site.name(ending))

    def apply(self, op: Op, *operands: int, name: str, kind: str = VALUE, **settings: Any) -> int:
        """Append an op; returns the slot of its result, called by that full name."""
        place: dict[str, Any] = {"node": self.site.node.id, "time": self.time}
        return self.low.builder.apply(op, *operands, name=self.low.name(name, self.time), kind=kind, **place, **settings)

    def preactivation(self, total: int) -> int:
        """Call a value the layer's `z`."""
        return self.low.builder.relabel(total, self.low.name(self.site.name("z"), self.time), PREACTIVATION)

    def activate(self, z: int) -> int:
        """The layer's activation function of z."""
        return self.low.activate(self.site.node, z, self.time)

    def past(self, state: str) -> int:
        """A state of the time step before: the learned initial state or 0 before the first."""
        node = self.site.node
        return self.low.state(state_key(node.id, state), self.time - 1, node.id)

    def keep(self, state: str, value: int) -> None:
        """`value` is that state in the next time step."""
        self.low.outputs_at[state_key(self.site.node.id, state), self.time] = value

    def constant(self, ending: str, value: Array) -> int:
        """Numbers of the layer that are never trained."""
        name = self.site.name(ending)
        known = self.low.builder.names.get(name)
        return self.low.builder.constant(name, value) if known is None else known

    def mask(self, drop: float) -> int:
        """Fresh noise in every training step."""
        return self.low.dropout_mask(self.site.node, self.time, drop)

    def statistic(self, ending: str) -> int:
        """A running statistic as a column, for prediction."""
        return self._statistic(ending, (self.site.node.units, 1))

    def _statistic(self, ending: str, shape: tuple[int, ...]) -> int:
        node, name = self.site.node, self.site.name(ending)
        known = self.low.builder.names.get(name)
        if known is not None:
            return known
        start = LAYER_TYPES[node.type].statistics(self.site)[name].start
        return self.low.buffer(name, start or 0.0, shape, node.id)

    def renew(self, ending: str, rule: Rule, new: int, **settings: Any) -> None:
        """Renew a running statistic by a rule of its old value and `new`, once in every time step."""
        low, node, shape = self.low, self.site.node, (self.site.node.units,)
        fresh = f"{node.id}.new {ending}"
        first = self.time == 1
        old = self._statistic(ending, shape) if first else low.builder.names[low.name(fresh, self.time - 1)]
        renewed = low.builder.emit(rule, (old, new), shape, low.name(fresh, self.time), MOMENT, node.id, self.time, **settings)
        if self.time == low.length:
            low.carried.append((low.builder.names[self.site.name(ending)], renewed))
