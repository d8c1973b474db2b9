"""The session alone: its verbs, and what it has done before anybody looks."""

from dataclasses import replace

import numpy as np

from engine.interchange.documents.examples import example
from engine.program import size
from engine.runtime.breakpoints import LOSS_REACHED
from gui.session.memo import Memo
from gui.session.session import Session


def test_the_network_compared_with_is_there_before_anything_looks(session):
    session.open(example("xor"))
    seen = []
    session.stopped.connect(lambda: seen.append((session.debugger.t, session.comparison.debugger.t)))
    session.comparison.start(session.experiment, session.experiment.seed)
    session.step_into()
    session.go(37)
    assert seen == [(0, 0), (1, 1), (37, 37)]


def test_why_a_network_cannot_be_compared_is_said(session):
    session.open(example("xor"))
    said = []
    session.said.connect(said.append)
    session.comparison.start(Session().experiment, 0)
    assert said == [session.comparison.reason]
    assert said[0]


def test_a_run_until_a_loss_stops_there_once(session, qtbot):
    session.open(example("xor"))
    session.run_until(0.2)
    qtbot.waitUntil(lambda: not session.running)
    assert session.debugger.stop.reason == LOSS_REACHED
    assert float(session.debugger.value("loss")) < 0.2
    assert session.course.until_loss is None, "the next run goes on"


def test_notes_come_with_what_is_opened_and_count_as_saved(session, tmp_path):
    session.open(example("xor"), tmp_path / "a.bpx", "seen before")
    assert (session.notes, session.undo.is_clean) == ("seen before", True)
    session.take_note("seen now")
    assert not session.undo.is_clean
    session.saved_as(tmp_path / "b.bpx")
    assert (session.path, session.undo.is_clean) == (tmp_path / "b.bpx", True)


def test_a_memo_holds_one_thing_of_each_class():
    memo = Memo()
    assert memo.find(list) is None
    first = memo.made(list, list)
    assert memo.made(list, lambda: [1]) is first
    assert memo.find(dict) is None
    assert memo.keep([2]) is memo.find(list)


def test_another_program_begins_with_another_memo_and_another_rate_does_not(session):
    from dataclasses import replace

    session.open(example("xor"))
    memo, optimizer = session.memo, session.experiment.optimizer
    faster = replace(optimizer, settings={**optimizer.settings, "learning_rate": 0.123})
    session.edit("faster", replace(session.experiment, optimizer=faster))
    assert session.memo is memo
    session.edit("seed", replace(session.experiment, seed=99))
    assert session.memo is not memo


def test_the_same_value_again_changes_nothing_and_keeps_what_lies_ahead(session):
    session.open(example("xor"))
    for _ in range(60):
        session.step_into()
    session.back_into()
    debugger, known = session.debugger, session.undo.count
    session.values.set("x->h.weight", (0, 0), float(debugger.value("x->h.weight")[0, 0]))
    assert session.undo.count == known, "nothing to undo"
    session.values.set("x->h.weight", (0, 0), 0.5)
    assert session.undo.count == known + 1


def test_what_does_not_fit_into_memory_is_told_and_undone_without_loss(session, monkeypatch):
    session.open(example("xor"))
    session.debugger.run(30)
    learned = session.debugger.learned()
    monkeypatch.setattr(size, "free_memory", lambda: 1 << 20)
    network = session.experiment.network
    session.edit("Widen", session.experiment.with_network(network.with_node(replace(network.node("h"), units=4096))))
    assert session.debugger is None
    (problem,) = session.problems
    assert "of memory; this machine has 1 MiB free. What would fit:" in str(problem)
    session.undo.undo()
    assert not session.problems
    assert all(np.array_equal(value, learned[name]) for name, value in session.debugger.learned().items())
