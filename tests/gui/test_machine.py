"""A state machine over edit, step, back, undo, redo, save and open; and what opening and closing leaves behind."""

import contextlib
import gc
import hashlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, seed, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tiers import anew, long, parts

from engine import Choice, ExperimentError, Node, Wire, load
from engine.interchange.documents import experiment_file
from engine.library import blocks, drawing
from engine.runtime.stepping import GRANULARITIES
from gui.session.session import Session

CYCLES = Path(__file__).with_name("cycles.py")
MACHINE = settings(anew, stateful_step_count=50, suppress_health_check=list(HealthCheck))
FOLDER = []
COUNTED = []
SMALL = ("xor", "one-neuron", "linear", "bce-net", "hello", "perceptron-corrected")
number = strategies.integers(0, 10_000)


class Machine(RuleBasedStateMachine):
    """Every rule is something a user does; the invariants are what must hold whatever was done before."""

    @initialize(name=strategies.sampled_from(SMALL))
    def begin(self, name):
        self.session = Session()
        self.session.open(load(name))
        self.saved = None
        self.model = [self.session.experiment]  # what undo must lead back to
        self.place = 0

    def _edited(self, before):
        COUNTED.append(1)
        if self.session.experiment != before:
            self.model = [*self.model[: self.place + 1], self.session.experiment]
            self.place += 1

    # edits -----------------------------------------------------------------------------------------

    @rule(units=strategies.integers(1, 6), pick=number)
    def resize(self, units, pick):
        before, network = self.session.experiment, self.session.experiment.network
        dense = [node for node in network.nodes if node.type == "dense"]
        if dense:
            from dataclasses import replace

            node = replace(dense[pick % len(dense)], units=units)
            self.session.edit("resize", before.with_network(drawing.exchange(network, node)))
        self._edited(before)

    @rule()
    def add(self):
        before, network = self.session.experiment, self.session.experiment.network
        if len(network.nodes) < 8:
            self.session.edit("add", before.with_network(network.add(Node(network.free_id("k"), "dense", 2, Choice("tanh")))))
        self._edited(before)

    @rule(a=number, b=number, delay=strategies.integers(0, 1))
    def connect(self, a, b, delay):
        before, nodes = self.session.experiment, self.session.experiment.network.nodes
        if nodes:
            wire = Wire(nodes[a % len(nodes)].id, nodes[b % len(nodes)].id, "weighted", delay)
            if drawing.why_not(before.network, wire) is None:
                self.session.edit("connect", before.with_network(drawing.connect(before.network, wire)))
            else:
                with pytest.raises(ExperimentError):
                    drawing.connect(before.network, wire)
        self._edited(before)

    @rule(pick=number)
    def delete(self, pick):
        before, nodes = self.session.experiment, self.session.experiment.network.nodes
        if len(nodes) > 2:
            self.session.edit(
                "delete", before.with_network(drawing.remove(before.network, frozenset({nodes[pick % len(nodes)].id})))
            )
        self._edited(before)

    @rule(rate=strategies.sampled_from([0.0, 0.1, 1.0]))
    def rate(self, rate):
        from dataclasses import replace

        before = self.session.experiment
        optimizer = Choice(before.optimizer.name, {**before.optimizer.settings, "learning_rate": rate})
        self.session.edit("rate", replace(before, optimizer=optimizer))
        self._edited(before)

    @rule(a=number, b=number, collapsed=strategies.booleans())
    def group(self, a, b, collapsed):
        before, nodes = self.session.experiment, self.session.experiment.network.nodes
        names = sorted({nodes[a % len(nodes)].id, nodes[b % len(nodes)].id}) if nodes else []
        if names and not any(before.network.block_of(name) for name in names):
            name = before.network.free_id("block")
            network = blocks.collapsed(blocks.grouped(before.network, name, names), [name], collapsed)
            t = None if self.session.debugger is None else self.session.debugger.t
            self.session.edit("group", before.with_network(network))
            assert t is None or self.session.debugger.t == t, "a run goes on where it was"
        self._edited(before)

    @rule(pick=number)
    def ungroup_or_turn(self, pick):
        before, known = self.session.experiment, self.session.experiment.network.blocks
        if known:
            block = known[pick % len(known)]
            turned = blocks.collapsed(before.network, [block.name], not block.collapsed)
            network = blocks.dissolved(before.network, [block.name]) if pick % 2 else turned
            self.session.edit("block", before.with_network(network))
        self._edited(before)

    @rule(pick=number)
    def repeat(self, pick):
        before, known = self.session.experiment, self.session.experiment.network.blocks
        if known and len(before.network.nodes) < 8:
            with contextlib.suppress(ExperimentError):
                self.session.edit("repeat", blocks.repeated(before, known[pick % len(known)].name, 2))
        self._edited(before)

    # the clock -------------------------------------------------------------------------------------

    @rule(granularity=strategies.sampled_from(GRANULARITIES), count=strategies.integers(1, 5))
    def there_and_back(self, granularity, count):
        COUNTED.append(1)
        debugger = self.session.debugger
        if debugger is None:
            return
        self.session.granularity = granularity
        t, before = debugger.t, self._digest()
        for _ in range(count):
            self.session.step_over()
        assert debugger.t > t
        self.session.go(t)
        assert self._digest() == before, "n back after n forward is the identity, bit for bit"

    @rule(steps=strategies.integers(1, 30))
    def run_on(self, steps):
        COUNTED.append(1)
        if self.session.debugger is not None:
            self.session.debugger.run(steps)
            self.session.go(self.session.debugger.t)

    @rule(share=strategies.floats(0, 1))
    def scrub(self, share):
        COUNTED.append(1)
        if self.session.debugger is not None:
            self.session.go(int(share * self.session.debugger.t))

    def _digest(self):
        debugger = self.session.debugger
        values = [debugger.read(slot) for slot in range(len(debugger.program.slots))]
        content = b"".join(b"-" if value is None else np.ascontiguousarray(value).tobytes() for value in values)
        return hashlib.sha256(content).hexdigest()

    # undo, files -----------------------------------------------------------------------------------

    @rule()
    def undo(self):
        COUNTED.append(1)
        if self.session.undo.can_undo:
            self.session.undo.undo()
            self.place -= 1

    @rule()
    def redo(self):
        COUNTED.append(1)
        if self.session.undo.can_redo:
            self.session.undo.redo()
            self.place += 1

    @rule()
    def save(self):
        COUNTED.append(1)
        path = FOLDER[0] / "machine.json"
        experiment_file.write(self.session.experiment, path)
        content = path.read_bytes()
        experiment_file.write(experiment_file.read(path), path)
        assert path.read_bytes() == content, "save, load, save is byte-identical"
        self.session.undo.set_clean()
        self.saved = self.session.experiment

    @rule()
    def open_saved(self):
        COUNTED.append(1)
        if self.saved is not None:
            opened = experiment_file.read(FOLDER[0] / "machine.json")
            assert opened == self.saved
            self.session.open(opened)
            self.model, self.place = [self.session.experiment], 0

    @invariant()
    def undo_leads_where_it_was(self):
        if hasattr(self, "session"):
            assert self.session.experiment == self.model[self.place]

    @invariant()
    def problems_or_a_program(self):
        if hasattr(self, "session"):
            assert (self.session.debugger is None) == bool(self.session.problems)

    def teardown(self):
        if hasattr(self, "session"):
            self.session.pause()
            self.session.deleteLater()


@pytest.mark.parametrize("part", parts(8, by_day=4))
def test_ten_thousand_actions(qapp, tmp_path, part):
    """In eight parts, each the same every time."""
    FOLDER[:], COUNTED[:] = [tmp_path], []
    run_state_machine_as_test(seed(part)(type("Part", (Machine,), {})), settings=settings(MACHINE, max_examples=40))
    assert len(COUNTED) >= 1000


@long
def test_actions_that_nobody_drew_before(qapp, tmp_path):
    FOLDER[:], COUNTED[:] = [tmp_path], []
    run_state_machine_as_test(Machine, settings=settings(MACHINE, max_examples=100))


def test_networks_opened_and_closed_leave_nothing():
    left = cycles(12, 15)
    assert left["widgets"] == 0
    assert left["objects"] < 10


@long
def test_a_hundred_networks_opened_and_closed_leave_no_memory_behind():
    """No widget, hardly an object; of memory at most 8 KiB a cycle.

    So fields outlive their forms, and plots their colour bars: with each that is made Qt or pyqtgraph loses some memory.
    """
    left = cycles(45, 102)
    assert left["widgets"] == 0
    assert left["objects"] < 10
    assert left["kib"] <= 8


def cycles(first, count):
    done = subprocess.run([sys.executable, str(CYCLES), str(first), str(count)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_a_closed_window_leaves_no_widget(turn, qapp, tmp_path, living):
    from PySide6.QtCore import QSettings

    from gui.shell.app import App

    before = len(living())
    for number in range(5):
        made = App(qapp, QSettings(str(tmp_path / f"{number}.ini"), QSettings.Format.IniFormat), "en", "light")
        made.assemble()
        made.window.show()
        made.open_example("xor")
        turn()
        made.session.pause()
        made.autosave.close()
        made.window.close()
        made.window.deleteLater()
        del made
    assert len(living()) <= before


def test_a_workbench_in_another_language_leaves_nothing_of_the_one_before(app, turn, living):
    """The session outlives them: what is its child, or is called by it, would keep the whole workbench."""

    def ours() -> Counter:
        widgets = Counter(type(widget).__name__ for widget in living())
        kinds = (type(thing) for thing in gc.get_objects())
        return widgets + Counter(kind.__name__ for kind in kinds if str(kind.__module__).startswith("gui."))

    def there_and_back() -> Counter:
        for _ in range(2):
            app.toggle_language()
            app.session.clock.flush()
            turn()
            turn()  # it is deleted in the turn after that
            app.session.clock.flush()  # the docks are seen by now, and what they show is made
        return ours()

    app.open_example("xor")
    before = there_and_back()
    assert there_and_back() == before
