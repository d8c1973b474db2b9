"""The workloads written by hand in NumPy, with buffers made once: the limit of what NumPy calls can do.

The mathematics is that of the engine, stable derivatives included; only what a person needs to see
on the way (sums over time steps, one value for each line) is left out where that saves a call.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine import Debugger, Experiment

Array = np.ndarray
Steps = Callable[[int], float]


def hand(experiment: Experiment) -> Steps:
    """A function that makes so many training steps and returns the last loss."""
    kind = experiment.network.nodes[1].type
    start = Debugger(experiment).parameters()
    if kind == "dense":
        return _perceptron(experiment, start)
    return _recurrent(experiment, start, kind)


def _updater(experiment: Experiment, p: Array, g: Array) -> Callable[[], None]:
    """SGD or Adam over flat vectors."""
    rate, t, u = experiment.optimizer.settings["learning_rate"], np.empty_like(p), np.empty_like(p)
    if experiment.optimizer.name == "sgd":
        lr = np.array(rate)

        def descend() -> None:
            np.multiply(g, lr, t)
            np.subtract(p, t, p)

        return descend
    m, v, count = np.zeros_like(p), np.zeros_like(p), [0]
    b1, b2, a1, a2, eps = (np.array(value) for value in (0.9, 0.999, 0.1, 1 - 0.999, 1e-8))

    def adam() -> None:
        count[0] += 1
        np.multiply(m, b1, m)
        np.multiply(g, a1, t)
        np.add(m, t, m)
        np.multiply(v, b2, v)
        np.multiply(g, g, t)
        np.multiply(t, a2, t)
        np.add(v, t, v)
        c1, c2 = 1 - 0.9 ** count[0], 1 - 0.999 ** count[0]
        np.divide(v, c2, t)
        np.sqrt(t, t)
        np.add(t, eps, t)
        np.divide(m, c1, u)
        np.divide(u, t, t)
        np.multiply(t, rate, t)
        np.subtract(p, t, p)

    return adam


def _tanh_slope(z: Array, out: Array, work: Array) -> None:
    np.exp(z, out)
    np.reciprocal(out, work)
    np.add(out, work, out)
    np.divide(2.0, out, out)
    np.multiply(out, out, out)


def _blocks(shapes: list[tuple[int, int]]) -> tuple[Array, list[Array]]:
    """A flat vector and its [W^T; b] blocks of shape (in + 1, out)."""
    flat = np.zeros(sum((columns + 1) * rows for rows, columns in shapes))
    blocks, at = [], 0
    for rows, columns in shapes:
        count = (columns + 1) * rows
        blocks.append(flat[at : at + count].reshape(columns + 1, rows))
        at += count
    return flat, blocks


def _perceptron(experiment: Experiment, start: dict[str, Array]) -> Steps:
    nodes = experiment.network.nodes
    x, t = (np.array(experiment.data.settings[key]).T for key in ("inputs", "targets"))
    samples, layers = x.shape[1], len(nodes) - 1
    shapes = [(b.units, a.units) for a, b in zip(nodes, nodes[1:], strict=False)]
    p, blocks = _blocks(shapes)
    g, grads = _blocks(shapes)
    for block, a, b in zip(blocks, nodes, nodes[1:], strict=False):
        block[:-1], block[-1] = start[f"{a.id}->{b.id}.weight"].T, start[f"{b.id}.bias"]
    inputs = [np.vstack([x, np.ones((1, samples))]), *(np.ones((rows + 1, samples)) for rows, _ in shapes[:-1])]
    hidden = sum(rows for rows, _ in shapes[:-1])
    zs, slopes, work = (np.empty((hidden, samples)) for _ in range(3))
    at, z, d = 0, [], []
    for rows, _ in shapes[:-1]:
        z.append(zs[at : at + rows])
        d.append(slopes[at : at + rows])
        at += rows
    y, dy = np.empty((shapes[-1][0], samples)), np.empty((shapes[-1][0], samples))
    deltas = [*(np.empty((rows, samples)) for rows, _ in shapes[:-1]), dy]
    judge = _bce(y, t, dy) if experiment.loss.name == "bce" else _mse(y, t, dy)
    update = _updater(experiment, p, g)
    forward = [(block.T.dot, into, out) for block, into, out in zip(blocks, inputs, [*z, y], strict=True)]
    back = [(block[:-1].dot, delta, into) for block, delta, into in zip(blocks[1:], deltas[1:], deltas, strict=False)]
    weights = [(into.dot, delta.T, grad) for into, delta, grad in zip(inputs, deltas, grads, strict=True)]
    outs = [into[:-1] for into in inputs[1:]]

    def steps(count: int) -> float:
        loss = 0.0
        for _ in range(count):
            for k in range(layers - 1):
                product, into, out = forward[k]
                product(into, out)
                np.tanh(out, outs[k])
            forward[-1][0](forward[-1][1], y)
            loss = judge()
            _tanh_slope(zs, slopes, work)
            for k in range(layers - 1, 0, -1):
                product, delta, into = back[k - 1]
                product(delta, into)
                np.multiply(into, d[k - 1], into)
            for product, delta, grad in weights:
                product(delta, grad)
            update()
        return float(loss)

    return steps


def _mse(y: Array, t: Array, dy: Array) -> Callable[[], float]:
    n, flat = np.array(2 / y.size), dy.reshape(-1)

    def judge() -> float:
        np.subtract(y, t, dy)
        loss = flat.dot(flat) / y.size
        np.multiply(dy, n, dy)
        return float(loss)

    return judge


def _bce(y: Array, t: Array, dy: Array) -> Callable[[], float]:
    """Sigmoid, binary cross-entropy with PyTorch's clamps, and both derivatives."""
    work, e, logs = np.empty_like(y), np.empty_like(y), np.empty((2, *y.shape))
    no, n, one = (1 - t).reshape(-1), np.array(1 / y.size), np.array(1.0)
    yes = t.reshape(-1)

    def judge() -> float:
        np.exp(y, e)
        np.negative(y, work)
        np.exp(work, work)
        np.add(work, one, work)
        np.reciprocal(work, work)
        np.log(work, logs[0])
        np.negative(work, logs[1])
        np.log1p(logs[1], logs[1])
        np.maximum(logs, -100.0, out=logs)
        loss = logs[0].reshape(-1).dot(yes) + logs[1].reshape(-1).dot(no)
        np.subtract(one, work, dy)
        np.multiply(dy, work, dy)
        np.maximum(dy, 1e-12, out=dy)
        np.add(e, one, e)
        np.divide(work, e, e)
        np.divide(e, dy, e)
        np.subtract(work, t, dy)
        np.multiply(dy, e, dy)
        np.multiply(dy, n, dy)
        return float(-loss * n)

    return judge


def _softmax_cross_entropy(y: Array, t: Array, dy: Array) -> Callable[[], float]:
    """Logits (T, classes, samples): the loss with log1p of all but the largest, so that small losses keep their digits."""
    count = np.array(1 / (y.shape[0] * y.shape[2]))
    top, rest = np.empty((y.shape[0], 1, y.shape[2])), np.empty((y.shape[0], 1, y.shape[2]))
    ones, equal = np.ones((1, y.shape[1])), np.empty_like(y)

    def judge() -> float:
        np.maximum.reduce(y, 1, None, top, True)
        np.subtract(y, top, y)
        target = y.reshape(-1).dot(t.reshape(-1))
        np.exp(y, dy)
        np.matmul(ones, dy, top)
        np.equal(y, 0.0, equal)
        np.subtract(dy, equal, y)
        np.matmul(ones, y, rest)
        loss = float(np.log1p(rest).sum()) - target
        np.divide(dy, top, dy)
        np.subtract(dy, t, dy)
        np.multiply(dy, count, dy)
        return loss * float(count)

    return judge


def _recurrent(experiment: Experiment, start: dict[str, Array], kind: str) -> Steps:
    x = np.array(experiment.data.settings["inputs"]).transpose(1, 2, 0).copy()
    t = np.array(experiment.data.settings["targets"]).transpose(1, 2, 0).copy()
    length, symbols, samples = x.shape
    units = experiment.network.nodes[1].units
    rows = start["h.weight_hh"].shape[0]
    names = ("h.weight_ih", "h.weight_hh", "h.bias_ih", "h.bias_hh", "h->y.weight", "y.bias")
    sizes = [start[name].size for name in names]
    p, g = np.concatenate([start[name].reshape(-1) for name in names]), np.zeros(sum(sizes))
    cuts = np.cumsum(sizes)[:-1]
    w, u, b, b2, v, c = (part.reshape(start[name].shape) for part, name in zip(np.split(p, cuts), names, strict=True))
    gw, gu, gb, gb2, gv, gc = (part.reshape(start[name].shape) for part, name in zip(np.split(g, cuts), names, strict=True))
    wide = np.ascontiguousarray(x.transpose(1, 0, 2)).reshape(symbols, -1)
    past, state = np.zeros((units, samples)), np.zeros((length + 1, units, samples))
    z, dz = np.empty((length, rows, samples)), np.empty((length, rows, samples))
    y, dy = np.empty((length, symbols, samples)), np.empty((length, symbols, samples))
    judge, update = _softmax_cross_entropy(y, t, dy), _updater(experiment, p, g)
    dh, work, projected = np.empty((units, samples)), np.empty((rows, samples)), np.empty((rows, length * samples))
    dhs = np.empty((length, units, samples))
    cell = _Lstm(z, dz, state, u, samples) if kind == "lstm" else _Elman(z, dz, state, u, samples)

    def wide_of(stack: Array) -> Array:
        return np.ascontiguousarray(stack.transpose(1, 0, 2)).reshape(stack.shape[1], -1)

    def steps(count: int) -> float:
        loss = 0.0
        for _ in range(count):
            w.dot(wide, projected)
            np.add(projected.reshape(rows, length, samples).transpose(1, 0, 2), (b + b2)[:, None], z)
            cell.forward(length, past, work)
            np.matmul(v, state[1:], y)
            np.add(y, c[:, None], y)
            loss = judge()
            np.matmul(v.T, dy, dhs)
            cell.backward(length, dhs, dh)
            deltas, outs = wide_of(dz), wide_of(dy)
            deltas.dot(wide.T, gw)
            deltas.dot(wide_of(state[:-1]).T, gu)
            np.add.reduce(deltas, 1, None, gb)
            gb2[...] = gb
            outs.dot(wide_of(state[1:]).T, gv)
            np.add.reduce(outs, 1, None, gc)
            update()
        return loss

    return steps


class _Elman:
    """h = tanh(z + U h)."""

    def __init__(self, z: Array, dz: Array, state: Array, u: Array, samples: int) -> None:
        self.z, self.dz, self.state, self.u = z, dz, state, u
        self.slope, self.work = np.empty_like(z), np.empty_like(z)

    def forward(self, length: int, past: Array, work: Array) -> None:
        z, state, u = self.z, self.state, self.u
        for t in range(length):
            u.dot(state[t], work)
            np.add(z[t], work, z[t])
            np.tanh(z[t], state[t + 1])

    def backward(self, length: int, dhs: Array, dh: Array) -> None:
        _tanh_slope(self.z, self.slope, self.work)
        back = self.u.T
        np.multiply(dhs[-1], self.slope[-1], self.dz[-1])
        for t in range(length - 2, -1, -1):
            back.dot(self.dz[t + 1], dh)
            np.add(dh, dhs[t], dh)
            np.multiply(dh, self.slope[t], self.dz[t])


class _Lstm:
    """c = f c + i g, h = o tanh(c)."""

    def __init__(self, z: Array, dz: Array, state: Array, u: Array, samples: int) -> None:
        self.z, self.dz, self.state, self.u = z, dz, state, u
        length, rows, _ = z.shape
        n = rows // 4
        self.n, self.gates, self.slopes, self.work = n, np.empty_like(z), np.empty_like(z), np.empty_like(z)
        self.c, self.tc = np.zeros((length + 1, n, samples)), np.empty((length, n, samples))
        self.ct, self.ct2, self.dc, self.one = (
            np.empty((length, n, samples)),
            np.empty((length, n, samples)),
            np.empty((n, samples)),
            np.array(1.0),
        )
        self.t1 = np.empty((n, samples))

    def forward(self, length: int, past: Array, work: Array) -> None:
        n, z, gates, c, state = self.n, self.z, self.gates, self.c, self.state
        for t in range(length):
            self.u.dot(state[t], work)
            np.add(z[t], work, z[t])
            a = gates[t]
            np.negative(z[t], a)
            np.exp(a, a)
            np.add(a, self.one, a)
            np.reciprocal(a, a)
            np.tanh(z[t, 2 * n : 3 * n], a[2 * n : 3 * n])
            np.multiply(a[n : 2 * n], c[t], c[t + 1])
            np.multiply(a[:n], a[2 * n : 3 * n], self.t1)
            np.add(c[t + 1], self.t1, c[t + 1])
            np.tanh(c[t + 1], self.tc[t])
            np.multiply(a[3 * n :], self.tc[t], state[t + 1])

    def backward(self, length: int, dhs: Array, dh: Array) -> None:
        n, gates, slopes, dz, c = self.n, self.gates, self.slopes, self.dz, self.c
        np.exp(self.z, slopes)
        np.add(slopes, self.one, slopes)
        np.divide(gates, slopes, slopes)
        _tanh_slope(self.z[:, 2 * n : 3 * n], slopes[:, 2 * n : 3 * n], self.work[:, 2 * n : 3 * n])
        _tanh_slope(c[1:], self.ct, self.ct2)
        dc, t1 = self.dc, self.t1
        dc[...] = 0
        for t in range(length - 1, -1, -1):
            if t < length - 1:
                self.u.T.dot(dz[t + 1], dh)
                np.add(dh, dhs[t], dh)
                np.multiply(dc, gates[t + 1, n : 2 * n], dc)
            else:
                dh[...] = dhs[t]
            d, a, s = dz[t], gates[t], slopes[t]
            np.multiply(dh, self.tc[t], d[3 * n :])
            np.multiply(dh, a[3 * n :], t1)
            np.multiply(t1, self.ct[t], t1)
            np.add(dc, t1, dc)
            np.multiply(dc, a[2 * n : 3 * n], d[:n])
            np.multiply(dc, c[t], d[n : 2 * n])
            np.multiply(dc, a[:n], d[2 * n : 3 * n])
            np.multiply(d, s, d)
