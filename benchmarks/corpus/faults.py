"""FAULTS: each puts one fault into a healthy network. Whether it hurts is judged by training, never by the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from corpus.kinds import Kind
from corpus.networks import behind_hidden, healthy, longer, on_table, optimized, tower, trained, with_hidden
from corpus.networks import generator as stream
from engine import Choice, Experiment
from engine.library.drawing import parameter_shapes
from engine.program.check import load_table

Put = Callable[[Experiment, Kind, np.random.Generator], Experiment]


@dataclass(frozen=True)
class Fault:
    """What it is called, which causes name it rightly, and how it is put in."""

    words: str
    right: frozenset[str]
    put: Put


def make(kind: Kind, fault: str, seed: int) -> Experiment:
    """One network; `fault` is OK for none, or names joined by + for several."""
    experiment = healthy(kind, seed)
    for name in fault.split("+"):
        if name != "OK":
            experiment = FAULTS[name].put(experiment, kind, stream(kind, name, seed))
    return experiment


def vanishing(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    if not kind.cell:
        deep = int(rng.integers(8, 13))
        if rng.random() < 0.6:
            return replace(e, network=tower(kind, rng, deep, deep, "sigmoid").network)
        network = tower(kind, rng, deep, deep, "tanh").network
        return with_hidden(replace(e, network=network), initializer=Choice("normal", {"std": _power(rng, -2.3, -1.3)}))
    e = replace(e, data=longer(kind.data, int(rng.integers(24, 40)), rng))
    if kind.cell in ("lstm", "gru"):
        return with_hidden(e, settings={"gate_bias": float(rng.uniform(-3, -1.5))})
    return with_hidden(e, initializer=Choice("orthogonal", {"gain": float(rng.uniform(0.2, 0.45))}))


def too_large(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    if kind.cell:
        return with_hidden(e, initializer=Choice("normal", {"std": float(rng.uniform(1.5, 4))}))
    network = tower(kind, rng, 4).network
    start = network.node("h1").initializer.name
    return with_hidden(replace(e, network=network), initializer=Choice(start, {"gain": float(rng.uniform(4, 8))}))


def dead(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    e = with_hidden(e, activation=Choice("relu"), initializer=Choice("he_normal"))
    bias = {f"{n.id}.bias": [float(rng.uniform(-10, -3))] * n.units for n in e.network.nodes if n.id.startswith("h")}
    return replace(e, parameters={**e.parameters, **bias})


def long_steps(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    rate = float(rng.uniform(2, 8) if e.optimizer.name == "sgd" else rng.uniform(0.4, 2))
    return trained(optimized(e, learning_rate=rate), batch_size=min(4, load_table(e)[0].samples))


def short_steps(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    adaptive = e.optimizer.name != "sgd"
    return optimized(e, learning_rate=_power(rng, -7.5, -5) if adaptive else _power(rng, -7, -4.5))


def input_scale(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    return on_table(e, lambda x, t: (x * _power(rng, 2, 3), t))


def target_scale(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    factor, offset = _power(rng, 2.3, 3.5), float(rng.uniform(-2, 2))
    return on_table(e, lambda x, t: (x, (t + offset) * factor))


def symmetric(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    if rng.random() < 0.5:
        bias = {f"{n.id}.bias": [0.0] * n.units for n in e.network.nodes if n.id != "x"}
        return replace(trained(e, equal_start=True), parameters={**e.parameters, **bias})
    size = float(rng.uniform(0.05, 0.5))
    equal = {name: np.full(shape, size if len(shape) > 1 else 0.0).tolist() for name, shape in parameter_shapes(e.network).items()}
    return replace(e, parameters={**e.parameters, **equal})


def linear(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    return with_hidden(e, activation=Choice("identity"), initializer=Choice("xavier_uniform"))


def no_bias(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    if rng.random() < 0.5:
        return trained(e, no_bias=True)
    nodes = tuple(replace(node, bias=False) if node.type == "dense" else node for node in e.network.nodes)
    return replace(e, network=replace(e.network, nodes=nodes))


def decay(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    choice = rng.random()
    if choice < 0.35:
        return optimized(e, weight_decay=_power(rng, -1, 0.5))
    if choice < 0.6:
        return optimized(e, "adamw", learning_rate=0.01, weight_decay=_power(rng, 0.5, 1.5))
    if choice < 0.85:
        return trained(e, l1=_power(rng, -1.5, -0.3))
    return optimized(e, "sgd", learning_rate=0.1, weight_decay=float(rng.uniform(21, 40)))


def clipped(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    rate, momentum = (0.1, float(rng.choice([0.0, 0.9])))
    sgd = replace(e, optimizer=Choice("sgd", {"learning_rate": rate, "momentum": momentum}))
    return trained(sgd, clip={str(rng.choice(["norm", "value"])): _power(rng, -6, -4)})


def schedule(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    choice = rng.random()
    if choice < 0.4:
        return trained(e, schedule=Choice("step", {"every": int(rng.integers(2, 7)), "gamma": float(rng.uniform(0.05, 0.3))}))
    if choice < 0.6:
        return trained(e, schedule=Choice("cosine", {"period": int(rng.integers(8, 20))}))
    return trained(e, schedule=Choice("warm_up", {"steps": 10**7, "start": _power(rng, -7, -5)}))


def frozen(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    names = list(parameter_shapes(e.network))
    keep = "y.bias" if rng.random() < 0.7 else str(rng.choice([name for name in names if name.endswith("bias")]))
    return trained(e, freeze=tuple(name for name in names if name != keep))


def output(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    if kind.classes or kind.regression:
        e = replace(e, network=e.network.with_node(replace(e.network.node("y"), activation=Choice("relu"))))
        return replace(e, parameters={**e.parameters, "y.bias": [float(-rng.uniform(4, 12))] * e.network.node("y").units})
    if rng.random() < 0.5:
        e = replace(e, loss=Choice("mse"))
    return replace(e, parameters={**e.parameters, "y.bias": [float(rng.choice([-1, 1]) * rng.uniform(20, 45))]})


def few_values(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    if rng.random() < 0.5:
        return trained(behind_hidden(e, "batch_norm"), batch_size=2)
    last = [node for node in e.network.nodes if node.id.startswith("h")][-1]
    narrow = replace(e, network=e.network.with_node(replace(last, units=2)))
    return behind_hidden(narrow, "layer_norm", only=last.id)


def in_order(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    def ordered(x: np.ndarray, t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        order = np.argsort(t.argmax(axis=1) if t.shape[1] > 1 else t[:, 0], kind="stable")
        return x[order], t[order]

    return trained(on_table(e, ordered), shuffle=False, batch_size=int(rng.choice([10, 20, 30])))


def dropout(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    return behind_hidden(e, "dropout", {"p": float(rng.uniform(0.85, 0.98))})


def not_zeroed(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    return trained(e, zero_grad=False)


def wrong_sign(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    return trained(e, wrong_sign=True)


def derivative(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    shallow = replace(e, network=tower(kind, rng, 1, 1, "sigmoid").network, optimizer=Choice("adam", {"learning_rate": 0.03}))
    return trained(shallow, derivative_of_output=True)


def mismatch(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    network = e.network.with_node(replace(e.network.node("y"), activation=Choice("softmax")))
    return replace(e, network=network)


def narrow(e: Experiment, kind: Kind, rng: np.random.Generator) -> Experiment:
    network = tower(kind, rng, 1, 2).network
    return with_hidden(replace(e, network=network), units=1)


def _power(rng: np.random.Generator, low: float, high: float) -> float:
    return float(10 ** rng.uniform(low, high))


def _row(words: str, right: str, put: Put) -> Fault:
    return Fault(words, frozenset(right.split(", ")), put)


FAULTS = {
    "GV": _row("vanishing", "vanishing by depth, vanishing through time", vanishing),
    "GE": _row("exploding, start too large", "initial scale, exploding by depth, exploding through time", too_large),
    "DR": _row("dead ReLU", "dead", dead),
    "OL": _row("steps too large", "learning rate, oscillation", long_steps),
    "SC": _row("steps too small", "slow", short_steps),
    "AD": _row("inputs badly scaled", "input scale", input_scale),
    "TS": _row("targets badly scaled", "target scale", target_scale),
    "SY": _row("symmetric start", "symmetric", symmetric),
    "LI": _row("linear hidden layers", "linear", linear),
    "NB": _row("no bias", "no bias", no_bias),
    "WD": _row("weight decay, L1", "weight decay", decay),
    "CL": _row("clipped too low", "clipping", clipped),
    "SH": _row("schedule, warm-up", "schedule", schedule),
    "FR": _row("frozen", "frozen", frozen),
    "DO": _row("dead or saturated output", "output, pair", output),
    "FV": _row("norms over few values", "few values", few_values),
    "SO": _row("sorted samples", "sorted", in_order),
    "DP": _row("dropout near 1", "dropout", dropout),
    "ZG": _row("gradients not zeroed", "zero_grad", not_zeroed),
    "WS": _row("wrong sign", "wrong sign", wrong_sign),
    "DE": _row("derivative of the output", "derivative of the output", derivative),
    "NA": _row("too few units", "too small", narrow),
    "PA": _row("softmax that does not fit the loss", "pair, output", mismatch),
}
RIGHT = {name: set(row.right) for name, row in FAULTS.items()}
WORDS = {name: row.words for name, row in FAULTS.items()}
