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
