"""The same training steps in JAX: one jitted call for each step, and many steps inside one lax.scan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine import Debugger, Experiment

jax.config.update("jax_enable_x64", True)
INSIDE = 50


def peer(experiment: Experiment, scan: bool) -> Callable[[int], float]:
    """A function that makes so many training steps and returns the last loss."""
    start = {name: jnp.asarray(value) for name, value in Debugger(experiment).parameters().items()}
    settings = experiment.data.settings
    x, t = jnp.asarray(np.array(settings["inputs"])), jnp.asarray(np.array(settings["targets"]))
    nodes = experiment.network.nodes
    kinds = {"dense": partial(_chain, nodes), "conv": _convolutional, "embedding": _attending}
    predict = kinds.get(nodes[1].type) or partial(_recurrent, nodes[1].type)

    def loss_of(p: dict[str, Any]) -> Any:
        y = predict(p, x)
        if experiment.loss.name == "mse":
            return jnp.mean((y - t) ** 2)
        if experiment.loss.name == "bce":
            return -jnp.mean(t * jnp.maximum(jnp.log(y), -100) + (1 - t) * jnp.maximum(jnp.log1p(-y), -100))
        if t.shape[:2] == y.shape[:2] and t.shape != y.shape:  # class indices
            return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(y, axis=-1), t[..., None].astype(int), -1))
        return -jnp.mean(jnp.sum(t * jax.nn.log_softmax(y, axis=-1), axis=-1))

    update = partial(_update, experiment.optimizer.name, experiment.optimizer.settings["learning_rate"])

    def step(state: Any, _: Any) -> tuple[Any, Any]:
        p, m, v, n = state
        loss, g = jax.value_and_grad(loss_of)(p)
        return update(p, g, m, v, n + 1), loss

    zeros = jax.tree.map(jnp.zeros_like, start)
    state = [(start, zeros, zeros, jnp.zeros(()))]
    one = jax.jit(lambda s: step(s, None))
    many = jax.jit(lambda s: jax.lax.scan(step, s, None, INSIDE))

    def steps(count: int) -> float:
        loss = jnp.zeros(())
        for _ in range(max(1, count // INSIDE) if scan else count):
            state[0], loss = (many if scan else one)(state[0])
        return float(np.asarray(loss).reshape(-1)[-1])

    return steps


def _chain(nodes: Any, p: dict[str, Any], x: Any) -> Any:
    for a, b in zip(nodes, nodes[1:], strict=False):
        x = x @ p[f"{a.id}->{b.id}.weight"].T + p[f"{b.id}.bias"]
        x = {"tanh": jnp.tanh, "sigmoid": jax.nn.sigmoid, "identity": lambda z: z}[b.activation.name](x)
    return x


def _recurrent(kind: str, p: dict[str, Any], x: Any) -> Any:
    units = p["h.weight_hh"].shape[1]

    def cell(state: Any, row: Any) -> tuple[Any, Any]:
        h, c = state
        z = row @ p["h.weight_ih"].T + p["h.bias_ih"] + h @ p["h.weight_hh"].T + p["h.bias_hh"]
        if kind == "rnn":
            h = jnp.tanh(z)
        else:
            i, f, g, o = jnp.split(z, 4, axis=-1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            h = jax.nn.sigmoid(o) * jnp.tanh(c)
        return (h, c), h

    zeros = jnp.zeros((x.shape[0], units))
    _, out = jax.lax.scan(cell, (zeros, zeros), x.transpose(1, 0, 2))
    return out.transpose(1, 0, 2) @ p["h->y.weight"].T + p["y.bias"]


def _convolutional(p: dict[str, Any], x: Any) -> Any:
    """The small network of W7."""

    def convolve(name: str, x: Any, inside: int) -> Any:
        kernel = p[f"{name}.weight"].reshape(-1, inside, 3, 3)
        z = jax.lax.conv_general_dilated(x, kernel, (1, 1), ((1, 1), (1, 1)), dimension_numbers=("NCHW", "OIHW", "NCHW"))
        return jax.nn.relu(z + p[f"{name}.bias"][:, None, None])

    a = convolve("c1", x.reshape(-1, 1, 8, 8), 1)
    a = a.reshape(*a.shape[:2], 4, 2, 4, 2).max((3, 5))
    a = convolve("c2", a, 8).reshape(len(x), -1)
    return a @ p["flat->y.weight"].T + p["y.bias"]


def _attending(p: dict[str, Any], x: Any) -> Any:
    """The block of W8."""

    def norm(name: str, x: Any) -> Any:
        hat = (x - x.mean(-1, keepdims=True)) / jnp.sqrt(x.var(-1, keepdims=True) + 1e-5)
        return hat * p[f"{name}.weight"] + p[f"{name}.bias"]

    h = p["e.weight"][x.astype(int)] + p["p.weight"]
    parts = jnp.split(h @ p["a.in_proj_weight"].T + p["a.in_proj_bias"], 3, axis=-1)
    q, k, v = (part.reshape(*part.shape[:2], 4, -1).swapaxes(1, 2) for part in parts)
    weights = jax.nn.softmax(q @ k.swapaxes(-1, -2) / jnp.sqrt(q.shape[-1]), axis=-1)
    mixed = (weights @ v).swapaxes(1, 2).reshape(h.shape)
    n = norm("n", h + mixed @ p["a.out_proj.weight"].T + p["a.out_proj.bias"])
    wide = jax.nn.relu(n @ p["n->f.weight"].T + p["f.bias"])
    return norm("o", n + wide @ p["f->g.weight"].T + p["g.bias"]) @ p["o->y.weight"].T + p["y.bias"]


def _update(name: str, rate: float, p: Any, g: Any, m: Any, v: Any, n: Any) -> Any:
    if name == "sgd":
        return jax.tree.map(lambda a, b: a - rate * b, p, g), m, v, n
    m = jax.tree.map(lambda a, b: 0.9 * a + 0.1 * b, m, g)
    v = jax.tree.map(lambda a, b: 0.999 * a + 0.001 * b * b, v, g)
    c1, c2 = 1 - 0.9**n, 1 - 0.999**n
    return jax.tree.map(lambda a, b, d: a - rate * (b / c1) / (jnp.sqrt(d / c2) + 1e-8), p, m, v), m, v, n
