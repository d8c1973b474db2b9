"""The lines between classes: marching squares beside those of pyqtgraph."""

import numpy as np
import pytest
from pyqtgraph.functions import isocurve

from gui.plots.regions import crossing


def in_order(lines):
    return sorted(tuple(sorted(map(tuple, np.round(line, 9).tolist()))) for line in lines)


@pytest.mark.parametrize("seed", range(20))
def test_the_border_is_that_of_pyqtgraph(seed):
    draw = np.random.default_rng(seed)
    values = draw.normal(size=draw.integers(2, 12, 2))
    ours, theirs = in_order(np.asarray(crossing(values))), in_order(isocurve(values, 0.0, connected=False))
    assert len(ours) == len(theirs)
    np.testing.assert_allclose(ours, theirs, atol=1e-8)


def test_where_nothing_crosses_there_is_no_border():
    assert crossing(np.ones((5, 5))).shape == (0, 2, 2)
    assert crossing(np.full((5, 5), np.nan)).shape == (0, 2, 2)
