"""How good is the diagnosis? Faulty and healthy networks, made from seeds; the table of docs/diagnosis.md.

    python benchmarks/faults.py            the half that was kept apart (counted once the rules were fixed)
    python benchmarks/faults.py --tune     the half on which thresholds were chosen

Every network is trained for 60 epochs and observed after each. A fault counts only where it shows:
the network ends clearly below the healthy ones of its kind. The halves share neither an
architecture nor a data set.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire
from engine.insight.diagnosis.checks import diagnose
from engine.insight.diagnosis.evidence import Observer
from engine.insight.diagnosis.facts import facts
from engine.insight.diagnosis.finding import main_error
from engine.insight.diagnosis.remedies import applicable
from engine.insight.moment.predict import Predictor
from engine.library.losses import LOSSES
from engine.program.check import load_table

EPOCHS = 60
WON_BACK = 0.8  # of what the fault had cost, in a network that counts as repaired
LEARNED = 0.6  # a healthy network explains so much of the loss of a constant answer
OUT = Path(__file__).resolve().parent.parent / "docs" / "diagnosis.md"
RIGHT = {
    "GV": {"vanishing by depth", "vanishing through time"},
    "GE": {"initial scale", "exploding by depth", "exploding through time"},
    "DR": {"dead"},
    "OL": {"learning rate", "oscillation"},
    "SC": {"slow"},
    "AD": {"input scale"},
}
WORDS = {
    "GV": "vanishing",
    "GE": "exploding / start too large",
    "DR": "dead ReLU",
    "OL": "steps too large",
    "SC": "steps too small",
    "AD": "inputs badly scaled",
    "OK": "healthy",
}


@dataclass(frozen=True)
class Kind:
    """An architecture on a data set; which faults can be put in."""

    name: str
    data: Choice
    cell: str = ""
    deep: tuple[int, int] = (2, 6)
    faults: tuple[str, ...] = ("GV", "GE", "DR", "OL", "SC", "AD")
    regression: bool = False
    activations: tuple[str, ...] = ("relu", "tanh")
    classes: bool = False
    taper: bool = False
    grow: bool = False


def _table(name: str) -> Choice:
    """Data sets of this benchmark alone, written out."""
    rng = np.random.default_rng(7)
    plane, noise = rng.uniform(-1.5, 1.5, (240, 2)), rng.normal(0, 1, (96, 14, 1))
    if name == "product":
        return _written(plane, plane[:, :1] * plane[:, 1:])
    if name == "rings":
        return _written(plane, np.eye(3)[np.digitize(np.linalg.norm(plane, axis=1), (0.8, 1.3))])
    if name == "checkers":
        return _written(plane, ((np.floor(plane).sum(axis=1) % 2) == 0)[:, None].astype(float))
    if name == "marked sign":
        marks = np.zeros_like(noise)
        marks[np.arange(96), rng.integers(0, 5, 96)] = 1
        return _written(np.concatenate([noise, marks], axis=2), ((noise * marks).sum(axis=1) > 0).astype(float))
    if name == "running mean":
        return _written(noise, np.cumsum(noise, axis=1) / np.arange(1, 15)[None, :, None])
    if name == "difference":
        return _written(noise, np.diff(noise, axis=1, prepend=0.0))
    if name == "stripes":
        return _written(plane, (np.sin(3 * plane[:, :1]) > 0).astype(float))
    if name == "sectors":
        return _written(plane, np.eye(4)[np.floor((np.arctan2(plane[:, 1], plane[:, 0]) / np.pi + 1) * 2).astype(int) % 4])
    if name == "ridge":
        return _written(plane, np.abs(plane[:, :1]) - np.abs(plane[:, 1:]))
    if name == "first sign":
        return _written(noise, (noise[:, 0] > 0).astype(float))
    if name == "highest so far":
        return _written(noise, np.maximum.accumulate(noise, axis=1))
    if name == "disc":
        return _written(plane, (np.linalg.norm(plane - [0.4, -0.3], axis=1, keepdims=True) < 0.9).astype(float))
    if name == "corners":
        return _written(plane, (np.abs(plane).sum(axis=1, keepdims=True) > 1.6).astype(float))
    if name == "centres":
        centres = np.array([[-0.9, -0.7], [0.8, -0.9], [0.1, 0.2], [0.6, 1.0]])
        return _written(plane, np.eye(4)[np.linalg.norm(plane[:, None] - centres, axis=2).argmin(axis=1)])
    if name == "saddle":
        return _written(plane, plane[:, :1] ** 2 - plane[:, 1:] ** 2)
    if name == "first two":
        quiet = noise * np.where(np.arange(14) < 2, 1.0, 0.3)[None, :, None]
        return _written(quiet, (noise[:, 0] + noise[:, 1] > 0).astype(float))
    if name == "range so far":
        return _written(noise, np.maximum.accumulate(noise, axis=1) - np.minimum.accumulate(noise, axis=1))
    if name == "weighted sum":
        before, earlier = (np.concatenate([np.zeros((96, lag, 1)), noise[:, :-lag]], axis=1) for lag in (1, 2))
        return _written(noise, 0.5 * noise + 0.3 * before - 0.2 * earlier)
    if name == "spots":
        return _written(
            plane,
            (np.min([np.linalg.norm(plane - c, axis=1) for c in ((-0.8, -0.8), (0.8, 0.8))], axis=0) < 0.7)[:, None].astype(float),
        )
    if name == "wedge":
        return _written(plane, (plane[:, :1] > np.abs(plane[:, 1:]) - 0.5).astype(float))
    if name == "bands":
        return _written(plane, np.eye(3)[np.digitize(plane.sum(axis=1), (-0.6, 0.6))])
    if name == "wave":
        return _written(plane, np.sin(2 * plane[:, :1]) + plane[:, 1:])
    if name == "second sign":
        return _written(noise * np.where(np.arange(14) < 2, 1.0, 0.3)[None, :, None], (noise[:, 1] > 0).astype(float))
    if name == "lowest so far":
        return _written(noise, np.minimum.accumulate(noise, axis=1))
    if name == "alternating sum":
        return _written(noise, noise - np.concatenate([np.zeros_like(noise[:, :1]), noise[:, :-1]], axis=1) / 2)
    if name == "smoothing":
        smooth = np.zeros_like(noise)
        for t in range(noise.shape[1]):
            smooth[:, t] = 0.6 * (smooth[:, t - 1] if t else 0) + 0.4 * noise[:, t]
        return _written(noise, smooth)
    raise KeyError(name)


def _written(inputs: np.ndarray, targets: np.ndarray) -> Choice:
    return Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist()})


CELLS = ("GE", "OL", "SC", "AD")
# The first half taught the thresholds. Its later kinds were once kept apart too: they showed where the rules failed.
TUNE = (
    Kind("MLP, circle", Choice("circle", {"samples": 200})),
    Kind("MLP, blobs", Choice("blobs", {"samples": 240, "classes": 3}), classes=True),
    Kind("RNN, sine sequence", Choice("sine_sequence", {"samples": 32}), "dense", faults=CELLS, regression=True),
    Kind("RNN, latch", Choice("latch", {"samples": 64, "length": 16}), "rnn", faults=("GV", "OL", "SC", "AD")),
    Kind(
        "MLP with ELU and Leaky ReLU, moons",
        Choice("moons", {"samples": 240, "noise": 0.1}),
        activations=("relu", "elu", "leaky_relu"),
        deep=(3, 9),
    ),
    Kind("MLP, spiral", Choice("spiral", {"samples": 200, "turns": 0.5}), deep=(2, 8)),
    Kind("MLP, sine", Choice("sine", {"samples": 128}), regression=True, deep=(2, 5)),
    Kind("LSTM, adding", Choice("adding", {"samples": 96, "length": 12}), "lstm", faults=("GV", *CELLS), regression=True),
    Kind("GRU, echo", Choice("echo", {"samples": 32, "length": 12, "lag": 2}), "gru", faults=CELLS, regression=True),
    Kind("LSTM, next character", Choice("hello", {"text": "abcdabdcacbd"}), "lstm", faults=("OL", "SC"), classes=True),
    Kind("MLP with SELU and ReLU, three rings", _table("rings"), activations=("selu", "relu"), deep=(3, 8), classes=True),
    Kind("MLP with SiLU and tanh, product", _table("product"), activations=("silu", "tanh"), deep=(2, 7), regression=True),
    Kind("GRU, marked sign", _table("marked sign"), "gru", faults=("GV", *CELLS)),
    Kind("LSTM, running mean", _table("running mean"), "lstm", faults=CELLS, regression=True),
    Kind("ReLU RNN, difference", _table("difference"), "relu", faults=CELLS, regression=True),
    Kind("MLP with GELU and softsign, stripes", _table("stripes"), activations=("gelu", "softsign"), deep=(2, 6)),
    Kind(
        "bottleneck MLP, four quarters",
        Choice("quadrants", {"samples": 240}),
        activations=("relu", "tanh"),
        deep=(3, 6),
        taper=True,
    ),
    Kind("MLP with SiLU and Leaky ReLU, sectors", _table("sectors"), activations=("silu", "leaky_relu"), deep=(3, 7), classes=True),
    Kind("MLP with softplus and tanh, ridge", _table("ridge"), activations=("softplus", "tanh"), deep=(2, 5), regression=True),
    Kind("LSTM, first sign", _table("first sign"), "lstm", faults=("GV", *CELLS)),
    Kind("GRU, highest so far", _table("highest so far"), "gru", faults=CELLS, regression=True),
    Kind("RNN, smoothing", _table("smoothing"), "rnn", faults=CELLS, regression=True),
    Kind("MLP with ELU and tanh, spots", _table("spots"), activations=("elu", "tanh"), deep=(2, 6)),
    Kind("widening MLP, wedge", _table("wedge"), activations=("relu", "gelu"), deep=(3, 6), taper=True, grow=True),
    Kind("MLP with SELU and SiLU, three bands", _table("bands"), activations=("selu", "silu"), deep=(2, 6), classes=True),
    Kind(
        "MLP with softplus and Leaky ReLU, wave",
        _table("wave"),
        activations=("softplus", "leaky_relu"),
        deep=(2, 5),
        regression=True,
    ),
    Kind("GRU, second sign", _table("second sign"), "gru", faults=("GV", *CELLS)),
    Kind("LSTM, lowest so far", _table("lowest so far"), "lstm", faults=CELLS, regression=True),
    Kind("recurrent layer, alternating sum", _table("alternating sum"), "dense", faults=CELLS, regression=True),
)
HELD = (
    Kind("MLP with ELU and softsign, disc", _table("disc"), activations=("elu", "softsign"), deep=(2, 6)),
    Kind("narrowing MLP, corners", _table("corners"), activations=("leaky_relu", "tanh"), deep=(3, 6), taper=True),
    Kind("MLP with GELU and SELU, four centres", _table("centres"), activations=("gelu", "selu"), deep=(2, 6), classes=True),
    Kind("MLP with SiLU and ReLU, saddle", _table("saddle"), activations=("silu", "relu"), deep=(2, 6), regression=True),
    Kind("LSTM, sign of the first two", _table("first two"), "lstm", faults=("GV", *CELLS)),
    Kind("GRU, range so far", _table("range so far"), "gru", faults=CELLS, regression=True),
    Kind("recurrent layer, weighted sum", _table("weighted sum"), "dense", faults=CELLS, regression=True),
)


def make(kind: Kind, fault: str, seed: int) -> Experiment:
    """One network; `fault` OK puts none in."""
    rng = np.random.default_rng([seed, sum(map(ord, kind.name + fault))])
    experiment = _recurrent(kind, fault, rng) if kind.cell else _tower(kind, fault, rng)
    experiment = replace(experiment, seed=int(seed))
    table = load_table(experiment)[0]
    if fault == "AD":
        factor = 10 ** rng.uniform(2, 3)
        settings = {"inputs": (table.inputs * factor).tolist(), "targets": table.targets.tolist()}
        experiment = replace(experiment, data=Choice("table", settings))
    if fault == "SC":
        experiment = _with_rate(
            experiment, 10 ** rng.uniform(-7.5, -5) if experiment.optimizer.name == "adam" else 10 ** rng.uniform(-7, -4.5)
        )
    if fault == "OL":
        experiment = _with_rate(experiment, rng.uniform(2, 8) if experiment.optimizer.name == "sgd" else rng.uniform(0.4, 2))
        experiment = replace(experiment, training=replace(experiment.training, batch_size=min(8, table.samples)))
    return experiment


def _with_rate(experiment: Experiment, rate: float) -> Experiment:
    return replace(
        experiment, optimizer=Choice(experiment.optimizer.name, {**experiment.optimizer.settings, "learning_rate": float(rate)})
    )


def _ends(kind: Kind) -> tuple[int, int, str, Choice]:
    """Features, output units, output activation, loss."""
    table = load_table(Experiment(data=kind.data))[0]
    if kind.classes:
        return table.inputs.shape[-1], table.targets.shape[-1], "identity", Choice("cross_entropy")
    if kind.regression:
        return table.inputs.shape[-1], table.targets.shape[-1], "identity", Choice("mse")
    return table.inputs.shape[-1], 1, "sigmoid", Choice("bce")


def _tower(kind: Kind, fault: str, rng: np.random.Generator) -> Experiment:
    features, outputs, end, loss = _ends(kind)
    depth, units = int(rng.integers(*kind.deep)), int(rng.integers(8, 25))
    activation = str(rng.choice(kind.activations))
    start, parameters = Choice("xavier_uniform" if activation in ("tanh", "softsign", "selu") else "he_normal"), {}
    if fault == "GV":
        depth = int(rng.integers(8, 13))
        if rng.random() < 0.6:
            activation, start = "sigmoid", Choice("xavier_uniform")
        else:
            activation, start = "tanh", Choice("normal", {"std": float(10 ** rng.uniform(-2.3, -1.3))})
    if fault == "GE":
        depth = max(depth, 4)
        start = Choice(start.name, {"gain": float(rng.uniform(4, 8))})
    if fault == "DR":
        activation, start = "relu", Choice("he_normal")
    nodes, wires, last = [Node("x", "input", features)], [], "x"
    for number in range(1, depth + 1):
        width = max(4, round(units * 0.8 ** (depth - number if kind.grow else number - 1))) if kind.taper else units
        nodes.append(Node(f"h{number}", "dense", width, Choice(activation), start))
        wires.append(Wire(last, f"h{number}"))
        last = f"h{number}"
        if fault == "DR":
            parameters[f"h{number}.bias"] = [float(rng.uniform(-10, -3))] * width
    nodes.append(Node("y", "dense", outputs, Choice(end)))
    wires.append(Wire(last, "y"))
    optimizer = (
        Choice("adam", {"learning_rate": 0.01})
        if rng.random() < 0.5 or kind.regression
        else Choice("sgd", {"learning_rate": 0.1, "momentum": 0.9})
    )
    return Experiment(
        Network(tuple(nodes), tuple(wires)),
        kind.data,
        loss,
        optimizer,
        Training(batch_size=20, shuffle=True),
        parameters=parameters,
    )


def _recurrent(kind: Kind, fault: str, rng: np.random.Generator) -> Experiment:
    features, outputs, end, loss = _ends(kind)
    units, data = int(rng.integers(10, 21)), kind.data
    settings = {"gate_bias": 3.0} if kind.cell in ("lstm", "gru") else {}
    start = Choice("torch_default" if kind.cell in ("lstm", "gru") else "orthogonal")
    if fault == "GV" and kind.cell in ("rnn", "dense"):
        start = Choice("orthogonal", {"gain": float(rng.uniform(0.2, 0.45))})
        data = _longer(data, int(rng.integers(24, 40)), rng)
    if fault == "GV" and kind.cell in ("lstm", "gru"):
        settings = {"gate_bias": float(rng.uniform(-3, -1.5))}
        data = _longer(data, int(rng.integers(24, 40)), rng)
    if fault == "GE":
        start = Choice("normal", {"std": float(rng.uniform(1.5, 4))})
    hidden = Node(
        "h",
        "rnn" if kind.cell == "relu" else kind.cell,
        units,
        Choice("identity" if settings else "relu" if kind.cell == "relu" else "tanh"),
        start,
        settings=settings,
    )
    nodes = (Node("x", "input", features), hidden, Node("y", "dense", outputs, Choice(end)))
    loop = (Wire("h", "h", delay=1),) if kind.cell == "dense" else ()
    wires = (Wire("x", "h"), *loop, Wire("h", "y"))
    training = Training(batch_size=None if data.name == "hello" else 8)
    return Experiment(Network(nodes, wires), data, loss, Choice("adam", {"learning_rate": 0.01}), training)


def _longer(data: Choice, length: int, rng: np.random.Generator) -> Choice:
    """The same task over longer sequences; noise follows what is to be remembered."""
    if data.name != "table":
        return Choice(data.name, {**data.settings, "length": length})
    inputs = np.array(data.settings["inputs"])
    more = rng.normal(0, 1, (len(inputs), length - inputs.shape[1], inputs.shape[2]))
    more[:, :, 1:] = 0
    return _written(np.concatenate([inputs, more], axis=1), np.array(data.settings["targets"]))


@dataclass(frozen=True)
class Result:
    """How a network ended and what was said about it."""

    kind: str
    fault: str
    seed: int
    score: float
    swing: float
    cause: str
    first_alarm: float
    quality: float
    remedies: tuple[str, ...] = ()


def quality(experiment: Experiment, debugger: Debugger, loss: float, baseline: float) -> float:
    """What a user would call success: the share of right answers, or of the spread that is explained."""
    share = float(np.clip(1 - loss / baseline, -1, 1)) if np.isfinite(loss) else -1.0
    if LOSSES[experiment.loss.name].name not in ("bce", "cross_entropy"):
        return share
    table = load_table(experiment)[0]
    answers = Predictor(experiment, table.inputs)(debugger.learned())
    if table.sequence and table.targets.ndim == 2:
        answers = answers[:, -1]
    if not np.isfinite(answers).all():
        return 0.0
    if table.targets.shape[-1] == 1:
        return float(((answers > 0.5) == (table.targets > 0.5)).mean())
    return float((answers.argmax(-1) == table.targets.argmax(-1)).mean())


def learn(kind: Kind, fault: str, seed: int, experiment: Experiment | None = None, watch: bool = True) -> Result:
    """Train one network and note what the diagnosis says."""
    experiment = make(kind, fault, seed) if experiment is None else experiment
    known = facts(experiment)
    debugger, observer = Debugger(experiment, budget=1 << 18), Observer(experiment)
    seen, causes = [observer(debugger)], []
    remedies: dict[str, tuple[str, ...]] = {}
    for _ in range(EPOCHS):
        stop = debugger.run(known.pace)
        seen.append(observer(debugger))
        if watch:
            error = main_error(diagnose(known, seen, stop.reason == "not finite"))
            if error is not None:
                causes.append((seen[-1].epoch, error.cause))
                remedies[error.cause] = error.remedies
        if stop.reason == "not finite" or not np.isfinite(seen[-1].loss):
            break
    losses = np.array([o.loss for o in seen[-10:]])
    end = float(np.median(losses)) if np.isfinite(losses).all() else float("nan")
    share = float(np.clip(1 - end / known.baseline, -1, 1)) if np.isfinite(end) else -1.0
    swing = float(np.std(losses) / known.baseline) if np.isfinite(losses).all() else 9.0
    cause = Counter(name for _, name in causes).most_common(1)[0][0] if causes else ""
    return Result(
        kind.name,
        fault,
        seed,
        share,
        swing,
        cause,
        causes[0][0] if causes else -1.0,
        quality(experiment, debugger, end, known.baseline),
        remedies.get(cause, ()),
    )


def mend(kind: Kind, result: Result, goal: float) -> int:
    """Which of the remedies proposed brings the network back: 1, 2, or 0 for neither of two."""
    experiment = make(kind, result.fault, result.seed)
    for number, (_, after) in enumerate(applicable(experiment, result.remedies)[:2], 1):
        if learn(kind, result.fault, result.seed, after, watch=False).quality >= goal:
            return number
    return 0


def run(kinds: tuple[Kind, ...], each: int) -> str:
    """All networks of some kinds; the table as Markdown."""
    started = time.perf_counter()
    jobs = [
        (kind, fault, seed)
        for kind in kinds
        for fault in ("OK", *kind.faults)
        for seed in range(each * 3 if fault == "OK" else each)
    ]
    results: list[Result] = Parallel(n_jobs=-1, batch_size=4)(delayed(learn)(*job) for job in jobs)
    by_name = {kind.name: kind for kind in kinds}
    good = {kind.name: [r.score for r in results if r.kind == kind.name and r.fault == "OK"] for kind in kinds}
    usual = {name: float(np.median(scores)) for name, scores in good.items()}
    usable = {name for name, value in usual.items() if value >= LEARNED}
    print("too hard to tell sick from healthy:", set(usual) - usable, file=sys.stderr)
    results = [r for r in results if r.kind in usable]
    healthy = [r for r in results if r.fault == "OK" and r.score > max(LEARNED, usual[r.kind] - 0.2) and r.swing < 0.2]
    shown = [r for r in results if r.fault != "OK" and (r.score < usual[r.kind] - 0.3 or r.swing > 0.2)]
    goal = {name: float(np.median([r.quality for r in healthy if r.kind == name])) for name in usable}
    todo = [(by_name[r.kind], r, r.quality + WON_BACK * (goal[r.kind] - r.quality)) for r in shown if r.cause]
    mended = dict(
        zip([id(r) for _, r, _ in todo], Parallel(n_jobs=-1, batch_size=4)(delayed(mend)(*job) for job in todo), strict=True)
    )
    lines = [
        "| fault | networks in which it shows | detected | right cause | median first alarm (epoch) "
        "| repaired by the first remedy | within two |",
        "|---|---|---|---|---|---|---|",
    ]
    for fault in (*RIGHT, "all"):
        rows = [r for r in shown if fault in ("all", r.fault)]
        found = [r for r in rows if r.cause]
        right = sum(r.cause in RIGHT[r.fault] for r in rows)
        first, both = (sum(mended.get(id(r), 0) in wanted for r in rows) for wanted in ((1,), (1, 2)))
        if rows:
            alarm = np.median([r.first_alarm for r in found]) if found else float("nan")
            lines.append(
                f"| {WORDS.get(fault, fault)} | {len(rows)} | {len(found)} = {len(found) / len(rows):.1%} "
                f"| {right} = {right / len(rows):.1%} | {alarm:.1f} | {first / len(rows):.1%} | {both / len(rows):.1%} |"
            )
    flagged = [r for r in healthy if r.cause]
    lines += ["", f"Healthy networks flagged: {len(flagged)} of {len(healthy)} = {len(flagged) / max(1, len(healthy)):.1%}.", ""]
    lines += ["| kind | healthy | median score | flagged | faulty | detected | right |", "|---|---|---|---|---|---|---|"]
    for kind in kinds:
        own, bad = [r for r in healthy if r.kind == kind.name], [r for r in shown if r.kind == kind.name]
        lines.append(
            f"| {kind.name} | {len(own)} | {usual[kind.name]:.3f} | {sum(bool(r.cause) for r in own)} | {len(bad)} "
            f"| {sum(bool(r.cause) for r in bad)} | {sum(r.cause in RIGHT[r.fault] for r in bad)} |"
        )
    wrong = Counter((r.kind, r.fault, r.cause or "nothing") for r in shown if r.cause not in RIGHT[r.fault])
    lines += [
        "",
        "Mistakes: "
        + "; ".join(f"{kind}: {WORDS[fault]} called “{cause}” ×{count}" for (kind, fault, cause), count in wrong.most_common())
        + ".",
    ]
    unmended = Counter((r.kind, r.fault, r.cause, r.remedies[:2]) for r in shown if mended.get(id(r), 1) == 0)
    print(
        "flagged:",
        Counter((r.kind, r.cause) for r in flagged),
        "\nnot mended:",
        *unmended.most_common(12),
        sep="\n  ",
        file=sys.stderr,
    )
    print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--each", type=int, default=0, help="networks of each kind and fault")
    options = parser.parse_args()
    if options.tune:
        print(run(TUNE, options.each or 12))
        return
    table = run(HELD, options.each or 20)
    print(table)
    if not options.each:
        head, _, _ = OUT.read_text(encoding="utf-8").partition("<!-- table -->")
        OUT.write_text(f"{head}<!-- table -->\n\n{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
