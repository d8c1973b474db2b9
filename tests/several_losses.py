"""Networks with several losses, for tests of the engine and of what is exported."""

from dataclasses import replace

import numpy as np

from engine import Choice, Experiment, Network, Node, Training, Wire

X, H = Node("x", "input", 3), Node("h", "dense", 4, Choice("tanh"))
INPUTS = {"target": "inputs"}


def table(length=0, width=3, mask=False, names=()):
    rng = np.random.default_rng(3)
    shape = (6, length) if length else (6,)
    found = {"inputs": rng.normal(size=(*shape, 3)).tolist(), "targets": rng.uniform(size=(*shape, width)).tolist()}
    if mask:
        found["mask"] = [[1] * length, [0] * length] * 3 if length else [1, 0, 1, 1, 0, 1]
    return Choice("table", found | ({"target_names": list(names)} if names else {}))


def network(*more, y=None, wires=()):
    ends = [y or Node("y", "dense", 3), *more]
    return Network((X, H, *ends), (Wire("x", "h"), *(Wire("h", end.id) for end in ends), *wires))


def two(weight=0.5, data=None, **training):
    drawn = network(Node("r", "dense", 3, loss=Choice("huber", {"weight": weight, **INPUTS})))
    return Experiment(drawn, data or table(), Choice("mse"), training=Training(**training), seed=4)


CASES = {
    "an autoencoder beside": two(),
    "columns for each": Experiment(
        network(
            Node("r", "dense", 1, loss=Choice("bce_with_logits", {"columns": "3", "weight": 2.0})),
            y=Node("y", "dense", 2),
        ),
        table(),
        Choice("mae", {"columns": "1-2"}),
    ),
    "a hidden layer that is judged, too": Experiment(
        replace(
            network(),
            nodes=(X, replace(H, units=3, loss=Choice("mse", {"weight": 0.3, "reduction": "sum"})), Node("y", "dense", 3)),
        ),
        table(),
    ),
    "sequences": two(data=table(4)),
    "truncated": two(data=table(4), truncate={"k1": 2, "k2": 4}),
    "a mask for the targets only": two(data=table(mask=True)),
    "a mask in a sequence": two(data=table(4, mask=True), truncate={"k1": 2, "k2": 2}),
    "one loss that counts twice": Experiment(network(), table(), Choice("mse", {"weight": 2.0})),
    "classes by number": Experiment(
        network(Node("r", "dense", 3, loss=Choice("mse", INPUTS)), y=Node("y", "dense", 5)),
        Choice("table", {**table().settings, "targets": [[0], [4], [2], [1], [1], [3]]}),
        Choice("cross_entropy"),
    ),
}
RECURRENT = (Wire("h", "h", delay=1),)
for name in ("sequences", "truncated", "a mask in a sequence"):
    known = CASES[name].network
    CASES[name] = CASES[name].with_network(replace(known, wires=(*known.wires, *RECURRENT)))
