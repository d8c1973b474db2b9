"""The forward pass, layer type by layer type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.library.cells import CELLS
from engine.library.layers import node_settings
from engine.library.normalization import MEAN, NORMALIZE, RUNNING, SCALE_SHIFT, VARIANCE
from engine.library.ops import ADD, ADD_BIAS, AFFINE, CONCAT, MATMUL, MUL, SCALE
from engine.library.rule import Op
from engine.library.sequence import EMBED, ONE_HOT
from engine.model.network import WEIGHTED, Node
from engine.program.cells import cell
from engine.program.context import Lowering
from engine.program.program import FORWARD, MOMENT, PREACTIVATION


def forward(low: Lowering) -> None:
    """Append the forward pass of every time step."""
    low.feed_inputs()
    for time in range(1, low.length + 1):
        for node in low.network.order():
            if node.type != "input":
                with low.builder.at(*low.path(FORWARD, node.id, time)):
                    LAYERS[node.type](low, node, time)
                    low.hold(node, time)
    low.carry_states()


def outputs(low: Lowering) -> tuple[int, ...]:
    """What the output layer says in each time step."""
    output = low.network.outputs()[0].id
    return tuple(low.outputs_at[output, time] for time in range(1, low.length + 1))


def _finish(low: Lowering, node: Node, total: int, time: int) -> None:
    """Call a sum z and apply the activation."""
    z = low.builder.relabel(total, low.name(f"{node.id}.z", time), PREACTIVATION)
    low.outputs_at[node.id, time] = low.activate(node, z, time)


def _dense(low: Lowering, node: Node, time: int) -> None:
    """z = sum of W x over the wires + b; a = f(z)."""
    apply = low.builder.apply
    place: dict[str, Any] = {"node": node.id, "time": time}
    bias = low.weights.get(f"{node.id}.bias")
    total: int | None = None
    wires = sorted(low.network.incoming(node.id), key=lambda wire: (wire.kind != WEIGHTED, wire.delay))
    for wire in wires:
        x, name = low.source(wire, time), low.name(wire.id, time)
        if wire.kind != WEIGHTED:
            part = x if total is not None else apply(SCALE, x, name=name, factor=1.0, **place)
        elif bias is not None:
            part, bias = apply(AFFINE, low.weight(wire, time), x, bias, name=name, **place), None
        else:
            part = apply(MATMUL, low.weight(wire, time), x, name=name, **place)
        total = part if total is None else apply(ADD, total, part, name=f"{name} added", **place)
    assert total is not None
    if bias is not None:
        total = apply(ADD_BIAS, total, bias, name=low.name(f"{node.id} biased", time), **place)
    _finish(low, node, total, time)


def _joining(op: Op) -> Callable[[Lowering, Node, int], None]:
    """A layer that joins its wires two by two."""

    def lower(low: Lowering, node: Node, time: int) -> None:
        wires = low.network.incoming(node.id)
        total = low.source(wires[0], time)
        if len(wires) == 1:
            total = low.builder.apply(SCALE, total, name=low.name(wires[0].id, time), node=node.id, time=time, factor=1.0)
        for wire in wires[1:]:
            total = low.builder.apply(
                op, total, low.source(wire, time), name=low.name(f"{wire.id} joined", time), node=node.id, time=time
            )
        _finish(low, node, total, time)

    return lower


def _normalized(low: Lowering, node: Node, time: int, x: int, mean: int, var: int, axis: int, eps: float) -> None:
    hat = low.apply(NORMALIZE, x, mean, var, node=node, time=time, name="x̂", axis=axis, eps=eps)
    own = (low.weights[f"{node.id}.weight"], low.weights[f"{node.id}.bias"])
    _finish(low, node, low.apply(SCALE_SHIFT, hat, *own, node=node, time=time, name="scaled"), time)


def _layer_norm(low: Lowering, node: Node, time: int) -> None:
    x = low.source(low.network.incoming(node.id)[0], time)
    mean = low.apply(MEAN, x, node=node, time=time, name="mean", axis=0)
    var = low.apply(VARIANCE, x, mean, node=node, time=time, name="var", axis=0)
    _normalized(low, node, time, x, mean, var, 0, node_settings(node)["eps"])


def _batch_norm(low: Lowering, node: Node, time: int) -> None:
    """Training uses the batch and updates the running statistics; prediction uses these."""
    x, settings = low.source(low.network.incoming(node.id)[0], time), node_settings(node)
    kinds = {"mean": 0.0, "var": 1.0}
    if low.predicting:
        mean, var = (_statistic(low, node, kind, value, (node.units, 1)) for kind, value in kinds.items())
        _normalized(low, node, time, x, mean, var, 1, settings["eps"])
        return
    mean = low.apply(MEAN, x, node=node, time=time, name="mean", axis=1)
    var = low.apply(VARIANCE, x, mean, node=node, time=time, name="var", axis=1)
    _normalized(low, node, time, x, mean, var, 1, settings["eps"])
    size = low.batches.size
    for (kind, value), new, factor in zip(kinds.items(), (mean, var), (1.0, size / (size - 1)), strict=True):
        old = (
            _statistic(low, node, kind, value, (node.units,))
            if time == 1
            else low.builder.names[low.name(f"{node.id}.new running_{kind}", time - 1)]
        )
        name = low.name(f"{node.id}.new running_{kind}", time)
        renewed = low.builder.emit(RUNNING, (old, new), (node.units,), name, MOMENT, node.id, time,
                                   momentum=settings["momentum"], factor=factor)  # fmt: skip
        if time == low.length:
            low.carried.append((low.builder.names[f"{node.id}.running_{kind}"], renewed))


def _statistic(low: Lowering, node: Node, kind: str, value: float, shape: tuple[int, ...]) -> int:
    name = f"{node.id}.running_{kind}"
    known = low.builder.names.get(name)
    return low.buffer(name, value, shape, node.id) if known is None else known


def _dropout(low: Lowering, node: Node, time: int) -> None:
    x = low.source(low.network.incoming(node.id)[0], time)
    if low.predicting:
        low.outputs_at[node.id, time] = x
        return
    mask = low.dropout_mask(node, time, node_settings(node)["p"])
    low.outputs_at[node.id, time] = low.apply(MUL, x, mask, node=node, time=time, name="a")


def _embedding(low: Lowering, node: Node, time: int) -> None:
    x = low.source(low.network.incoming(node.id)[0], time)
    low.outputs_at[node.id, time] = low.apply(EMBED, low.weights[f"{node.id}.weight"], x, node=node, time=time, name="a")


def _one_hot(low: Lowering, node: Node, time: int) -> None:
    x = low.source(low.network.incoming(node.id)[0], time)
    low.outputs_at[node.id, time] = low.apply(ONE_HOT, x, node=node, time=time, name="a", units=node.units)


LAYERS: dict[str, Callable[[Lowering, Node, int], None]] = {
    "dense": _dense, "add": _joining(ADD), "multiply": _joining(MUL), "concat": _joining(CONCAT), "batch_norm": _batch_norm,
    "layer_norm": _layer_norm, "dropout": _dropout, "embedding": _embedding, "one_hot": _one_hot, **dict.fromkeys(CELLS, cell),
}  # fmt: skip
