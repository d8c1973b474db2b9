"""After an edit, what executes a large network is made while nothing else is to be done; an edit that comes meanwhile drops it."""

import weakref

import pytest

from engine import Choice, Debugger, Experiment, Network, Node, Wire
from engine.runtime.native.library import library

pytestmark = pytest.mark.skipif(library() is None, reason="NumPy needs nothing made in advance")


def chain(layers: int, units: int = 2) -> Experiment:
    hidden = [Node(f"h{number}", "dense", units, Choice("tanh")) for number in range(layers)]
    nodes = (Node("x", "input", 2), *hidden, Node("y", "dense", 1, Choice("sigmoid")))
    wires = tuple(Wire(a.id, b.id) for a, b in zip(nodes, nodes[1:], strict=False))
    return Experiment(Network(nodes, wires), Choice("xor"), Choice("bce"))


def ready(debugger) -> bool:
    """Whether the next step finds everything that executes it."""
    return debugger.prepare(0.0)


def test_the_first_step_after_an_edit_finds_everything_made(app, settle):
    session = app.session
    session.open(chain(60))
    assert not ready(session.debugger), "opening does not wait for it"
    settle()
    assert ready(session.debugger)
    session.edit("Layer", chain(61))
    assert not ready(session.debugger)
    settle()
    assert ready(session.debugger)
    session.step_over()
    alone = Debugger(session.debugger.program, {name: session.debugger.initial(name) for name in session.debugger.program.starting})
    alone.go(session.debugger.t)
    assert session.debugger.arena.buffer.tobytes() == alone.arena.buffer.tobytes()


def test_an_edit_meanwhile_drops_what_was_made(app, settle):
    session = app.session
    session.open(chain(150))
    session.step_into()
    assert not ready(session.debugger), "a step makes what it needs, not all"
    dropped = weakref.ref(session.debugger.backend)
    session.edit("Layer", chain(50))
    assert dropped() is None
    settle()
    assert ready(session.debugger)
    session.undo.undo()
    assert not ready(session.debugger), "it is made anew"


def test_a_run_makes_what_it_needs_itself(app, settle):
    session = app.session
    session.open(chain(150))
    session.run_until(-1.0)
    app.session.clock.flush()
    assert not ready(session.debugger), "nothing else is made while it runs"
    session.pause()
    settle()
    assert ready(session.debugger)


def test_the_memory_of_large_layers_is_there_before_the_first_step(app, settle):
    session = app.session
    session.open(chain(2, 1100))
    assert not ready(session.debugger)
    before = session.debugger.arena.buffer.tobytes()
    settle()
    assert ready(session.debugger)
    assert session.debugger.arena.buffer.tobytes() == before
