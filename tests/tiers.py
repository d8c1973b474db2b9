"""The tiers: `make test` runs the first, `make test-all` the long one too, in one go, and `make nightly` all there is.

What grows with the number of cases is cut into parts: the first twentieth of them runs every time, the others belong to
the long tier, or to the night where there are more of them than anybody wants to wait for. Hypothesis draws the same
examples every time in the first tier, and new ones in the long one.
"""

import pytest
from hypothesis import settings

long = pytest.mark.long
nightly = (long, pytest.mark.nightly)  # several marks: `-m "not long"` leaves these out, too
again = settings(derandomize=True, deadline=None, database=None)  # what was green once stays green
anew = settings(deadline=None, print_blob=True, database=None)  # a failure prints what brings it back


def parts(count: int, by_day: int | None = None) -> list:
    """Numbers of the parts of a large test, for `parametrize`: the first twentieth, at least one, every time; those after
    the first `by_day` nightly, the others in the long tier."""
    first, late = max(1, count // 20), count if by_day is None else by_day
    later = (pytest.param(number, marks=long if number < late else nightly) for number in range(first, count))
    return [*range(first), *later]


def sample(cases: list, every: int | None, often: int = 1) -> list:
    """Cases for `parametrize`: one of `every` so many in the first tier, one of `often` in the long one, the others nightly."""
    found = []
    for number, case in enumerate(cases):
        marks = () if every and number % every == 0 else long if number % often == 0 else nightly
        found.append(pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=marks) if marks else case)
    return found
