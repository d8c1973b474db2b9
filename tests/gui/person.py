"""One who works with a session, and does whatever the window offers, at random; each `do_` is one thing that can be done.

Where a run began is remembered, and so a run can be made that never went back: what that shows is right.
"""

import random
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from between_backends import first_difference
from layer_types import around
from reopening import shown

from engine import Choice, Debugger, Experiment, ExperimentError, Node, Training, Wire, load, lower
from engine.insight.diagnosis.remedies import REMEDIES
from engine.interchange.documents import session_file
from engine.interchange.documents.session_file import SavedSession
from engine.library import drawing, ties
from engine.library.activations import ACTIVATIONS
from engine.library.layers import LAYER_TYPES
from engine.library.optimizers import OPTIMIZERS
from engine.library.schedules import SCHEDULES
from engine.runtime.past.changes import Branch
from gui.session.painting import Painting, Place
from gui.session.session import Session

LONGEST = 40  # training steps that are run at once


def example(name: str, **settings: Any) -> Experiment:
    """An example, with less data than it has."""
    found = load(name)
    return replace(found, data=Choice(found.data.name, {**found.data.settings, **settings}))


STARTS = {
    "xor": lambda: load("xor"),
    "two-by-two": lambda: load("two-by-two"),
    "frozen": lambda: replace(load("xor"), training=Training(freeze=("h.bias", "h->y.weight"))),
    "residual": lambda: example("residual", samples=8),
    "batch-norm": lambda: example("batch-norm", samples=12),
    "hello": lambda: load("hello"),
    "echo-truncated": lambda: replace(
        example("echo-truncated", samples=3, length=9, lag=2), training=Training(truncate={"k1": 3, "k2": 3})
    ),
    "latch-rnn": lambda: example("latch-rnn", samples=4, length=5),
    **{row.name: lambda row=row: around(row) for row in LAYER_TYPES.values() if row.build is not None},
}


@dataclass
class Person:
    """The session is theirs; `elsewhere` are processes that open what was saved, by the backend they have."""

    pick: random.Random
    session: Session
    folder: Path
    elsewhere: dict[str, Any]
    backend: str
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.painting = Painting(self.session)
        start = self.pick.choice(list(STARTS))
        self.done.append(start)
        self.session.open(STARTS[start]())
        self._known: Debugger | None = None
        self.look()

    def look(self) -> None:
        """A new run has begun: keep what it began with, before anything can touch it."""
        debugger = self.session.debugger
        if debugger is not None and debugger is not self._known:
            t = debugger.t  # an edit of the first step is shown where it was made
            debugger.go(0)
            self.began, self.start, self._program = self.session.experiment, debugger.learned(), None
            debugger.go(t)
        self._known = debugger

    # what a run that never went back shows ---------------------------------------------------------

    def straight(self, times: list[int]) -> dict[int, Any]:
        """What it shows at these times, one after the other."""
        self._program = self._program or lower(self.began)
        fresh = Debugger(self._program, self.start)
        fresh.branches = (Branch(0, self.session.debugger.changes, min(times)),)
        fresh.take(0)
        found = {}
        for t in sorted(set(times)):
            fresh.go(t)
            found[t] = shown(fresh)
        return found

    def compare(self, right: dict[int, Any] | None = None) -> dict[int, Any]:
        """The session shows now, and at other times of its run, what is right there."""
        debugger = self.session.debugger
        here = debugger.t
        right = right or self.straight([here, *(self.pick.randrange(0, debugger.furthest + 1) for _ in range(2))])
        assert shown(debugger) == right[here], self.done
        for t in (*right, here):
            debugger.go(t)
            assert shown(debugger) == right[t], (t, self.done)
        assert debugger.journal.diverged is None, self.done
        return right

    # what one can do -----------------------------------------------------------------------------

    def act(self) -> None:
        """One thing."""
        name = self.pick.choice(ON_THE_WAY if self.pick.random() < 0.5 else DEEDS)
        self.done.append(name.removeprefix("do_"))
        with suppress(ExperimentError):
            getattr(self, name)()
        self.look()
        if self.session.debugger is None and self.pick.random() < 0.8:  # what cannot run is mended, sooner or later
            self.session.undo.undo()
            self.look()

    def _edit(self, **parts: Any) -> None:
        self.session.edit("an edit", replace(self.session.experiment, **parts))

    def _train(self, **parts: Any) -> None:
        self._edit(training=replace(self.session.experiment.training, **parts))

    @property
    def _network(self):
        return self.session.experiment.network

    def _node(self) -> Node:
        return self.pick.choice([node for node in self._network.nodes if node.type != "input"] or self._network.nodes)

    def _rewire(self, wire: Wire, **parts: Any) -> None:
        self._edit(network=drawing.rewire(self._network, wire, replace(wire, **parts)))

    def do_rate(self) -> None:
        choice = self.session.experiment.optimizer
        self._edit(optimizer=Choice(choice.name, {**choice.settings, "learning_rate": self.pick.choice([0.01, 0.05, 0.1, 0.3])}))

    do_rate_again = do_rate

    def do_optimizer(self) -> None:
        row = self.pick.choice(list(OPTIMIZERS.values()))
        flags = {
            s.name: True for s in row.settings if isinstance(s.default, bool) and s.name != "nesterov" and self.pick.random() < 0.5
        }
        decay = {"weight_decay": 0.01} if self.pick.random() < 0.3 else {}
        self._edit(optimizer=Choice(row.name, {"learning_rate": self.pick.choice([0.003, 0.02]), **flags, **decay}))

    def do_loss(self) -> None:
        self._edit(loss=Choice(self.pick.choice(["mse", "mae", "huber", "bce", "cross_entropy"])))

    def do_seed(self) -> None:
        self._edit(seed=self.pick.randrange(100))

    def do_batches(self) -> None:
        self._train(batch_size=self.pick.choice([None, 1, 2, 3]), shuffle=self.pick.random() < 0.5)

    def do_training(self) -> None:
        self._train(
            clip=self.pick.choice([None, {"norm": 0.5}, {"value": 0.1}]),
            l1=self.pick.choice([0.0, 0.01]),
            zero_grad=self.pick.random() < 0.8,
            schedule=Choice(self.pick.choice(list(SCHEDULES))),
        )

    def do_mistake(self) -> None:
        name = self.pick.choice(["zero_grad", "wrong_sign", "derivative_of_output", "no_bias", "equal_start"])
        self._train(**{name: not getattr(self.session.experiment.training, name)})

    def do_truncate(self) -> None:
        k1 = self.pick.randrange(1, 4)
        self._train(truncate=self.pick.choice([None, {"k1": k1, "k2": k1 + self.pick.randrange(3)}]))

    def do_remedy(self) -> None:
        changed = REMEDIES[self.pick.choice(list(REMEDIES))].edit(self.session.experiment)
        if changed is not None:
            self.session.edit("a remedy", changed)

    def do_freeze(self) -> None:
        names = list(drawing.parameter_shapes(self._network))
        self.session.freeze(self.pick.choice(names), self.pick.random() < 0.6)

    def do_units(self) -> None:
        node = self._node()
        changed = drawing.exchange(self._network, replace(node, units=max(1, node.units + self.pick.choice([-1, 1, 2]))))
        self._edit(network=changed)

    def do_layer_settings(self) -> None:
        node = self._node()
        row = LAYER_TYPES[node.type]
        parts: dict[str, Any] = {"bias": self.pick.random() < 0.7}
        if row.activations:
            parts["activation"] = Choice(self.pick.choice([name for name in row.activations if name in ACTIVATIONS]))
        flags = {s.name: self.pick.random() < 0.5 for s in row.settings if isinstance(s.default, bool)}
        self._edit(network=drawing.exchange(self._network, replace(node, **parts, settings={**node.settings, **flags})))

    def do_add_layer(self) -> None:
        network, wire = self._network, self.pick.choice(self._network.wires or (Wire("", ""),))
        if not network.has(wire.source):
            return
        kind = self.pick.choice(["dense", "layer_norm", "dropout", "batch_norm", "group_norm", "prelu"])
        node = Node(network.free_id("n"), kind, network.node(wire.source).units, Choice("tanh" if kind == "dense" else "identity"))
        cut = drawing.remove(network, wires=frozenset({wire.id})).add(node)
        joined = drawing.connect(cut, Wire(wire.source, node.id, drawing.natural_kind(kind)))
        self._edit(network=drawing.connect(joined, replace(wire, source=node.id, mask=None, delay=0, tied="", transposed=False)))

    def do_remove_layer(self) -> None:
        if len(self._network.nodes) > 3:
            self._edit(network=drawing.remove(self._network, nodes=frozenset({self._node().id})))

    def do_wire(self) -> None:
        nodes = [node.id for node in self._network.nodes]
        kind = self.pick.choice(["weighted", "direct"])
        factor = {"factor": 0.5, "learns": self.pick.choice(["nothing", "one", "each"])} if kind == "direct" else {}
        wire = Wire(self.pick.choice(nodes), self.pick.choice(nodes), kind, self.pick.randrange(2), None, **factor)
        self._edit(network=drawing.connect(self._network, wire))

    def do_cut_wire(self) -> None:
        if self._network.wires:
            self._edit(network=drawing.remove(self._network, wires=frozenset({self.pick.choice(self._network.wires).id})))

    def do_tie(self) -> None:
        wire = self.pick.choice(self._network.wires)
        found = [("", False), *(ties.ties(self._network, wire) if wire.kind == "weighted" else ())]
        tied, transposed = found[-1]
        self._rewire(wire, tied=tied, transposed=transposed)

    def do_detach(self) -> None:
        wire = self.pick.choice(self._network.wires)
        self._rewire(wire, detach=not wire.detach)

    def do_prune(self) -> None:
        wires = [wire for wire in self._network.wires if drawing.has_matrix(self._network, wire)]
        if wires:
            wire = self.pick.choice(wires)
            shape = self._network.node(wire.target).units, self._network.node(wire.source).units
            mask = tuple(tuple(int(self.pick.random() < 0.7) for _ in range(shape[1])) for _ in range(shape[0]))
            rest = tuple(replace(one, mask=mask) if one.id == wire.id else one for one in self._network.wires)
            self._edit(network=replace(self._network, wires=rest))

    def do_data(self) -> None:
        name = self.pick.choice(["xor", "and", "circle", "moons", "line", "blobs"])
        settings = {"samples": 12} if name not in ("xor", "and") else {}
        self.session.pick_data("other data", Choice(name, settings), suggest=self.pick.random() < 0.8)

    def do_paint(self) -> None:
        tool = self.pick.choice([-2, -1, 0, 1])
        places = [Place(self.pick.uniform(-1, 1), self.pick.uniform(-1, 1), 0.01, 0.01) for _ in range(3)]
        self.painting.press(tool, places[0])
        for place in places[1:]:
            self.painting.drag(tool, place)
        self.painting.release()

    def do_nudge(self) -> None:
        self.painting.nudge(self.pick.randrange(3), Place(self.pick.uniform(-1, 1), self.pick.uniform(-1, 1), 0.01, 0.01))

    def _parameter(self, debugger: Debugger) -> str:
        """Any; often one that is frozen, which no step renews."""
        known = debugger.program.parameters
        frozen = [name for name in self.session.experiment.training.freeze if name in known]
        return self.pick.choice(frozen if frozen and self.pick.random() < 0.5 else list(known))

    def do_value(self) -> None:
        debugger = self.session.debugger
        if debugger is not None and debugger.program.parameters:
            name = self._parameter(debugger)
            index = tuple(self.pick.randrange(n) for n in debugger.program.slots[debugger.program.parameters[name]].shape)
            self.session.values.set(name, index, self.pick.uniform(-1, 1))

    do_value_again = do_value

    def do_scale(self) -> None:
        debugger = self.session.debugger
        if debugger is not None and debugger.program.parameters:
            self.session.values.scale(self._parameter(debugger), self.pick.choice([0.5, 1.5]))

    def do_begin_with_what_was_learned(self) -> None:
        debugger = self.session.debugger
        if debugger is not None:
            self._edit(parameters={name: np.asarray(value).tolist() for name, value in debugger.learned().items()})

    def do_undo(self) -> None:
        self.session.undo.undo()

    def do_redo(self) -> None:
        self.session.undo.redo()

    def do_step(self) -> None:
        self.session.set_granularity(self.pick.choice(["op", "node", "phase", "step"]))
        getattr(self.session, self.pick.choice(["step_into", "step_over", "step_out", "back_into", "back_over"]))()

    def do_run(self) -> None:
        if self.session.debugger is not None:
            self.session.debugger.run(self.pick.randrange(1, LONGEST))
            self.session.show_moment()

    do_run_on = do_run

    def do_go(self) -> None:
        if self.session.debugger is not None:
            self.session.go(self.pick.randrange(0, self.session.debugger.furthest + 1))

    do_go_back = do_go

    def do_run_back(self) -> None:
        self.session.back_run()

    def do_branch(self) -> None:
        if self.session.debugger is not None and self.session.debugger.branches:
            self.session.take_branch(self.pick.randrange(len(self.session.debugger.branches)))

    def do_breakpoint(self) -> None:
        if self.session.debugger is not None:
            self.session.toggle_breakpoint(self.pick.randrange(len(self.session.debugger.program)))

    def do_compare(self) -> None:
        self.pick.choice([self.session.comparison.stop, lambda: self.session.comparison.start(self.session.experiment, 3)])()

    def do_reset(self) -> None:
        self.session.reset()

    def do_reopen(self) -> None:
        """Save, compare in two other processes, and go on with what was saved."""
        session, debugger = self.session, self.session.debugger
        if debugger is None:
            return
        right = self.compare()
        path = self.folder / "work.bpx"
        session_file.write(SavedSession(session.experiment, debugger.past(), debugger.breakpoints, b"", "notes"), path)
        saved = session_file.read(path)
        self._compare_elsewhere(path, saved, right)
        again = session_file.restored(saved)
        session.open(saved.experiment, path, saved.notes)
        session.resume(again)
        self._known = session.debugger  # it is still the run that began before
        self.compare(right)

    def _compare_elsewhere(self, path: Path, saved: SavedSession, right: dict[int, Any]) -> None:
        debugger = self.session.debugger
        for backend, process in self.elsewhere.items():
            found = process.ask(path, list(right))
            there = found["shown"]
            wanted = [right[debugger.t], *right.values()]
            if backend == self.backend:
                assert there == wanted, self.done
                assert (found["foreign"], found["diverged"]) == (0, None), self.done
                continue
            assert found["foreign"], "another backend is told"
            times = zip(wanted, there, strict=True)
            pairs = [pair for ours, theirs in times for pair in zip(ours["sizes"], theirs["sizes"], strict=True)]
            length, last = len(debugger.program), max(right)
            near = last >= 60 * length or all(map(_near, pairs))  # later the last bits may have grown
            here = debugger.t // length
            differs = first_difference(saved, range(here, here + 1) if near else range(last // length + 1))
            assert not differs, (differs, self.done)


def _near(pair: tuple[float | None, float | None]) -> bool:
    """Whether two backends show roughly the same; None is what is not finite, or not computed."""
    mine, other = pair
    if mine is None or other is None:
        return mine is other
    return abs(mine - other) <= 1e-4 * max(1.0, abs(mine))


DEEDS = [name for name in dir(Person) if name.startswith("do_")]
# What leaves a run its past; most edits begin a new one, and without these few runs would have any.
ON_THE_WAY = ["do_run", "do_step", "do_go", "do_value", "do_value", "do_scale", "do_rate", "do_branch", "do_run_back"]
