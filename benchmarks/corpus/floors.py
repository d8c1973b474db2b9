"""FLOORS: networks that are right to stand still, and the loss below which nobody can get; and healthy ones that look odd.

Where inputs repeat, the best answer for each of them is the mean of its targets, so the floor is known exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from corpus.kinds import Kind
from corpus.networks import behind_hidden, generator, healthy, on_table, optimized, trained
from corpus.tables import written
from engine import Choice, Experiment, Network, Node, Training, Wire
from engine.runtime.debugger import Debugger

Points = tuple[np.ndarray, np.ndarray]


def _repeated(rng: np.random.Generator, features: int) -> np.ndarray:
    """Few places, each visited many times."""
    places = rng.uniform(-1.5, 1.5, (int(rng.integers(6, 13)), features))
    return np.repeat(places, int(rng.integers(10, 21)), axis=0)


def _network(rng: np.random.Generator, data: Choice, outputs: int, end: str, loss: Choice, features: int) -> Experiment:
    nodes = (
        Node("x", "input", features),
        Node("h1", "dense", int(rng.integers(12, 25)), Choice(str(rng.choice(["tanh", "relu", "gelu"])))),
        Node("y", "dense", outputs, Choice(end)),
    )
    sgd = rng.random() < 0.4
    optimizer = Choice("sgd", {"learning_rate": 0.2, "momentum": 0.9}) if sgd else Choice("adam", {"learning_rate": 0.02})
    training = Training(batch_size=None if rng.random() < 0.5 else 40, shuffle=True)
    return Experiment(Network(nodes, (Wire("x", "h1"), Wire("h1", "y"))), data, loss, optimizer, training)


def noise(rng: np.random.Generator, features: int) -> tuple[Experiment, float]:
    """Repeated inputs whose targets are noisy."""
    x = _repeated(rng, features)
    t = np.sin(2 * x[:, :1]) + x[:, 1:2] + rng.normal(0, rng.uniform(0.5, 1.5), (len(x), 1))
    left = np.mean([t[(x == place).all(axis=1)].var() for place in x])
    return _network(rng, written(x, t), 1, "identity", Choice("mse"), features), float(left)


def least_squares(rng: np.random.Generator, features: int) -> tuple[Experiment, float]:
    """A linear network on a noisy line."""
    x = rng.uniform(-1.5, 1.5, (160, features))
    t = x @ rng.normal(0, 1, (features, 1)) + rng.normal(0, 1) + rng.normal(0, rng.uniform(0.7, 2.0), (160, 1))
    ones = np.concatenate([x, np.ones((160, 1))], axis=1)
    best = ((ones @ np.linalg.lstsq(ones, t, rcond=None)[0] - t) ** 2).mean()
    e = _network(rng, written(x, t), 1, "identity", Choice("mse"), features)
    nodes, wires = (e.network.node("x"), e.network.node("y")), (Wire("x", "y"),)
    if rng.random() < 0.5:
        nodes = (nodes[0], Node("h1", "dense", 6, Choice("identity")), nodes[1])
        wires = (Wire("x", "h1"), Wire("h1", "y"))
    return optimized(replace(e, network=Network(nodes, wires)), "sgd", learning_rate=0.1), float(best)


def soft_labels(rng: np.random.Generator, features: int) -> tuple[Experiment, float]:
    """Targets that are probabilities."""
    places = np.repeat(rng.uniform(-1.5, 1.5, (40, features)), 4, axis=0)
    scores = places @ rng.normal(0, 1, (features, 3)) * rng.uniform(0.3, 1.0)
    t = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return _network(rng, written(places, t), 3, "identity", Choice("cross_entropy"), features), float(
        -(t * np.log(t)).sum(axis=1).mean()
    )


def smoothed(rng: np.random.Generator, features: int) -> tuple[Experiment, float]:
    """Separable classes and label smoothing."""
    centres = 2 * np.eye(3, features) - 0.7
    which = np.repeat(np.arange(3), 50)
    x = centres[which] + rng.normal(0, 0.15, (150, features))
    share = float(rng.uniform(0.2, 0.5))
    least = -(1 - share * 2 / 3) * np.log(1 - share * 2 / 3) - 2 * share / 3 * np.log(share / 3)
    loss = Choice("cross_entropy", {"label_smoothing": share})
    return _network(rng, written(x, np.eye(3)[which]), 3, "identity", loss, features), float(least)


def contradictions(rng: np.random.Generator, features: int) -> tuple[Experiment, float]:
    """The same input, now of one class and now of the other."""
    x = _repeated(rng, features)
    chance = rng.uniform(0.15, 0.85, len(np.unique(x, axis=0)))[np.unique(x, axis=0, return_inverse=True)[1].ravel()]
    t = (rng.random(len(x)) < chance).astype(float)[:, None]
    share = np.clip([t[(x == place).all(axis=1)].mean() for place in x], 1e-12, 1 - 1e-12)
    least = -(share * np.log(share) + (1 - share) * np.log(1 - share)).mean()
    return _network(rng, written(x, t), 1, "sigmoid", Choice("bce"), features), float(least)


def plateau(rng: np.random.Generator, features: int) -> tuple[Experiment, float]:
    """XOR from small weights: it stands long before it learns. The floor is 0."""
    corners = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]) * (2 if features > 2 else 1) - (1 if features > 2 else 0)
    start = Choice("normal", {"std": float(rng.uniform(0.1, 0.4))})
    nodes = (
        Node("x", "input", 2),
        Node("h1", "dense", int(rng.integers(3, 7)), Choice(str(rng.choice(["tanh", "sigmoid"]))), start),
        Node("y", "dense", 1, Choice("sigmoid")),
    )
    data = written(corners, np.array([[0.0], [1], [1], [0]]))
    optimizer = Choice("sgd", {"learning_rate": float(rng.uniform(0.3, 1.0)), "momentum": float(rng.choice([0.0, 0.9]))})
    return Experiment(Network(nodes, (Wire("x", "h1"), Wire("h1", "y"))), data, Choice("bce"), optimizer, Training()), 0.0


FLOORS: dict[str, Callable[[np.random.Generator, int], tuple[Experiment, float]]] = {
    "repeated inputs with noise": noise,
    "least squares": least_squares,
    "soft labels": soft_labels,
    "label smoothing": smoothed,
    "contradicting classes": contradictions,
    "plateau": plateau,
}


# The number of inputs in each part, and a number that makes its seeds its own.
PARTS = {"tune": (2, 3), "shown": (3, 4), "held": (4, 5)}  # "shown" was kept apart until the second count


def floor(name: str, seed: int, part: str) -> tuple[Experiment, float]:
    """A network and its floor."""
    features, own = PARTS[part]
    experiment, least = FLOORS[name](np.random.default_rng([seed, own, *map(ord, name)]), features)
    return replace(experiment, seed=int(seed)), least


def odd(kind: Kind, seed: int) -> Experiment:
    """A healthy network with a setting that is a fault in larger doses."""
    rng, experiment = generator(kind, "odd", seed), healthy(kind, seed)
    choices = [
        lambda e: trained(e, clip={"norm": 1.0}),
        lambda e: optimized(e, weight_decay=1e-4),
        lambda e: trained(e, schedule=Choice("warm_up", {"steps": 40})),
        lambda e: trained(e, schedule=Choice("cosine", {"period": 1500})),
        lambda e: trained(e, freeze=("y.bias",)),
        lambda e: trained(e, l1=1e-5),
        lambda e: trained(e, shuffle=False),
        lambda e: on_table(e, lambda x, t: (x * 3 + 2, t)),
        lambda e: _learned(e),
    ]
    if not kind.cell and kind.deep != (0, 1):
        choices += [
            lambda e: behind_hidden(e, "layer_norm"),
            lambda e: behind_hidden(e, "batch_norm"),
            lambda e: behind_hidden(e, "dropout", {"p": 0.1}),
        ]
    return choices[int(rng.integers(len(choices)))](experiment)


def _learned(experiment: Experiment) -> Experiment:
    """Going on from what has been learned, with small steps."""
    debugger = Debugger(experiment, budget=1 << 18)
    debugger.run(600)
    values = {name: value.tolist() for name, value in debugger.parameters().items()}
    return optimized(replace(experiment, parameters=values), learning_rate=0.001)
