"""The two tiers: `make test` runs the first, `make test-all` both, in one go.

What grows with the number of cases is cut into parts: the first tenth of them runs every time, the others belong to
the long tier. Hypothesis draws the same examples every time in the first tier, and new ones in the long one.
"""

import pytest
from hypothesis import settings

long = pytest.mark.long
again = settings(derandomize=True, deadline=None, database=None)  # what was green once stays green
anew = settings(deadline=None, print_blob=True, database=None)  # a failure prints what brings it back


def parts(count: int) -> list:
    """Numbers of the parts of a large test, for `parametrize`; all but the first tenth, at least one, are long."""
    first = max(1, count // 10)
    return [*range(first), *(pytest.param(number, marks=long) for number in range(first, count))]


def sample(cases: list, every: int) -> list:
    """Cases for `parametrize`: one of so many in the first tier, the others in the long one."""
    return [
        case if number % every == 0 else pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=long)
        for number, case in enumerate(cases)
    ]
