"""What a large network predicts comes roughly at once and is refined to what a small one would show."""

import numpy as np

from engine.insight.moment import predict
from engine.interchange.documents.examples import example
from gui.plots.prediction import prediction
from gui.plots.source import source_of
from gui.session.session import Session


def test_the_plane_is_refined_to_every_point_and_begins_again_with_the_next_step(session, monkeypatch):
    session.open(example("spiral"))
    session.debugger.run(5)
    whole = prediction(source_of(session)).image.values
    monkeypatch.setattr(predict, "PRODUCTS", 1)
    monkeypatch.setattr(predict, "FEWEST", 200)
    large = Session()
    large.open(example("spiral"))
    large.debugger.run(5)
    rough = prediction(source_of(large, patience=0.0))
    assert 0 < rough.progress < 1
    assert np.isfinite(rough.image.values).all(), "nothing is left empty"
    shares = [rough.progress]
    while shares[-1] < 1:
        shown = prediction(source_of(large, patience=0.005))
        shares.append(shown.progress)
    assert shares == sorted(shares)
    assert np.allclose(prediction(source_of(large)).image.values, whole, rtol=1e-9)
    large.debugger.run(1)
    assert prediction(source_of(large, patience=0.0)).progress < 1


def test_what_was_refined_stays_until_a_parameter_is_renewed_or_changed(session, monkeypatch):
    """Of a large network that takes seconds, and a step of one instruction is no reason to begin again."""
    monkeypatch.setattr(predict, "PRODUCTS", 1)
    monkeypatch.setattr(predict, "FEWEST", 200)
    session.open(example("spiral"))
    debugger = session.debugger
    debugger.run(3)
    whole = prediction(source_of(session)).image.values

    def done() -> bool:
        return prediction(source_of(session, patience=0.0)).progress == 1

    program = debugger.program
    first = min(program.writer[program.renewed[slot]] for slot in program.parameters.values())
    for t in (debugger.t + 1, debugger.t + 2, debugger.t + first, debugger.t):
        debugger.go(t)
        assert done()
    assert np.array_equal(prediction(source_of(session)).image.values, whole)
    debugger.go(debugger.t + first + 1)
    assert not done(), "one parameter is renewed"
    debugger.run(1)
    assert not done()
    renewed = prediction(source_of(session)).image.values
    assert np.abs(renewed - whole).max() > 0
    name = next(iter(program.parameters))
    debugger.change(name, 0 * debugger.value(name))
    assert not done(), "it was changed by hand"
    assert np.abs(prediction(source_of(session)).image.values - renewed).max() > 0
