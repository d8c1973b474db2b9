"""Whatever is edited in a session, in any order, at any time: what it shows is what a run shows that never went back.

Any edit that the window offers is drawn at random: layers, wires, units, data picked and painted, values, frozen parameters,
optimizers, the learning rate, training; with undo, steps both ways, branches, breakpoints, saving, opening here and in other
processes, one of them with the other backend. `pytest tests/gui/test_session_history.py --histories 20000` draws so many.
"""

import json
import os
import random
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from reopening import shown

from engine import Choice, Debugger, ExperimentError, Node, Wire, load, lower
from engine.interchange.documents import session_file
from engine.interchange.documents.session_file import SavedSession
from engine.library import drawing
from engine.library.activations import ACTIVATIONS
from engine.library.layers import LAYER_TYPES
from engine.library.optimizers import OPTIMIZERS
from engine.library.schedules import SCHEDULES
from engine.runtime import backends
from engine.runtime.breakpoints import Breakpoints
from engine.runtime.environment import environment
from engine.runtime.past.changes import Branch
from gui.session.painting import Painting, Place
from gui.session.session import Session

REOPENING = Path(__file__).resolve().parents[1] / "reopening.py"
STARTS = ("xor", "two-by-two", "residual", "batch-norm", "hello", "echo-truncated", "latch-rnn")
LONGEST = 40  # training steps that are run at once
PARTS = 100


class Elsewhere:
    """A process that opens what was saved."""

    def __init__(self, backend: str) -> None:
        environment = {**os.environ, **({"BACKPROP_BACKEND": "numpy"} if backend == "numpy" else {})}
        self.process = subprocess.Popen(
            [sys.executable, str(REOPENING)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def ask(self, path: Path, times: list[int]) -> dict[str, Any]:
        self.process.stdin.write(json.dumps({"path": str(path), "times": times}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def elsewhere():
    made = {name: Elsewhere(name) for name in ("native", "numpy") if name == "numpy" or backends.library() is not None}
    yield made
    for one in made.values():
        one.process.stdin.close()
        one.process.wait()
        one.process.stdout.close()


@dataclass
class Person:
    """One who works with a session, and remembers where each run began."""

    pick: random.Random
    session: Session
    folder: Path
    elsewhere: dict[str, Elsewhere]
    backend: str
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.painting = Painting(self.session)
        self.session.open(load(self.pick.choice(STARTS)))
        self._known: Debugger | None = None
        self.look()

    def look(self) -> None:
        """A new run has begun: keep what it began with, before anything can touch it."""
        debugger = self.session.debugger
        if debugger is not None and debugger is not self._known:
            self.began, self.start = self.session.experiment, debugger.learned()
        self._known = debugger

    # what a run that never went back shows ---------------------------------------------------------

    def straight(self, t: int | None = None) -> dict[str, Any]:
        debugger = self.session.debugger
        fresh = Debugger(lower(self.began), self.start)
        fresh.branches = (Branch(0, debugger.changes, debugger.t if t is None else t),)
        fresh.take(0)
        return shown(fresh)

    def compare(self) -> None:
        debugger = self.session.debugger
        if debugger is None:
            return
        assert shown(debugger) == self.straight(), self.done
        there = debugger.t
        for t in (self.pick.randrange(0, debugger.furthest + 1), there):
            debugger.go(t)
            assert shown(debugger) == self.straight(t), (t, self.done)
        assert debugger.journal.diverged is None, self.done

    # what one can do -----------------------------------------------------------------------------

    def act(self) -> None:
        kinds = [name for name in dir(self) if name.startswith("do_")]
        name = self.pick.choice(kinds)
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

    def do_freeze(self) -> None:
        names = list(drawing.parameter_shapes(self._network))
        self.session.freeze(self.pick.choice(names), self.pick.random() < 0.6)

    def do_units(self) -> None:
        node = self._node()
        changed = drawing.exchange(self._network, replace(node, units=max(1, node.units + self.pick.choice([-1, 1, 2]))))
        self._edit(network=changed)

    def do_layer_settings(self) -> None:
        node, row = self._node(), LAYER_TYPES[self._node().type]
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
        kind = self.pick.choice(["dense", "layer_norm", "dropout", "batch_norm"])
        node = Node(network.free_id("n"), kind, network.node(wire.source).units, Choice("tanh" if kind == "dense" else "identity"))
        cut = drawing.remove(network, wires=frozenset({wire.id})).add(node)
        joined = drawing.connect(cut, Wire(wire.source, node.id, drawing.natural_kind(kind)))
        self._edit(network=drawing.connect(joined, replace(wire, source=node.id, mask=None, delay=0)))

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

    def do_value(self) -> None:
        debugger = self.session.debugger
        if debugger is not None:
            name = self.pick.choice(list(debugger.program.parameters))
            index = tuple(self.pick.randrange(n) for n in debugger.program.slots[debugger.program.parameters[name]].shape)
            self.session.values.set(name, index, self.pick.uniform(-1, 1))

    do_value_again = do_value

    def do_scale(self) -> None:
        debugger = self.session.debugger
        if debugger is not None:
            self.session.values.scale(self.pick.choice(list(debugger.program.parameters)), self.pick.choice([0.5, 1.5]))

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

    def do_reset(self) -> None:
        self.session.reset()

    def do_reopen(self) -> None:
        """Save, compare in two other processes, and go on with what was saved."""
        session, debugger = self.session, self.session.debugger
        if debugger is None:
            return
        path = self.folder / "work.bpx"
        stops = debugger.breakpoints if debugger is not None else Breakpoints()
        session_file.write(SavedSession(session.experiment, debugger.past(), stops, b"", "notes"), path)
        self._compare_elsewhere(path)
        saved = session_file.read(path)
        again = session_file.restored(saved)
        session.open(saved.experiment, path, saved.notes)
        session.resume(again)
        self._known = session.debugger  # it is still the run that began before
        self.compare()

    def _compare_elsewhere(self, path: Path) -> None:
        debugger = self.session.debugger
        times = [self.pick.randrange(0, debugger.furthest + 1), debugger.t]
        wanted = [self.straight(t) for t in (debugger.t, *times)]
        for backend, process in self.elsewhere.items():
            found = process.ask(path, times)
            if backend == self.backend:
                assert found["shown"] == wanted, self.done
                assert (found["foreign"], found["diverged"]) == (0, None), self.done
                continue
            assert found["foreign"], "another backend is told"
            if debugger.t < 60 * len(debugger.program):  # later the last bits may have grown
                for ours, theirs in zip(wanted, found["shown"], strict=True):
                    for mine, other in zip(ours["sizes"], theirs["sizes"], strict=True):
                        assert (mine is None) == (other is None), self.done
                        assert mine is None or abs(mine - other) <= 1e-4 * max(1.0, abs(mine)), self.done


def histories(config, part: int) -> range:
    each = max(1, config.getoption("--histories") // PARTS)
    return range(part * each, part * each + (each if part else min(2, each)))


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, PARTS))])
@pytest.mark.parametrize("backend", ["native", "numpy"])
def test_any_work_shows_what_a_straight_run_shows(backend, part, elsewhere, qapp, tmp_path, monkeypatch, request):
    if backend == "native" and backends.library() is None:
        pytest.skip("the kernels are not compiled here")
    if backend == "numpy":
        monkeypatch.setattr(backends, "library", lambda: None)
    environment.cache_clear()  # it names the backend
    request.addfinalizer(environment.cache_clear)
    for seed in histories(request.config, part):
        session = Session()
        person = Person(random.Random(f"{backend} {seed}"), session, tmp_path, elsewhere, backend)
        with np.errstate(all="ignore"):
            for _ in range(person.pick.randrange(6, 24)):
                person.act()
            person.compare()
            person.done.append("reopen")
            person.do_reopen()
        session.pause()
        session.deleteLater()
