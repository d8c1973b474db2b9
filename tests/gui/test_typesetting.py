"""Numbers of formulas are written as the axes write them."""

import pytest

from gui.look.powers import rounded
from gui.look.typesetting import number


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.25, "0.25"), (-0.0, "0"), (1e-7, "10⁻⁷"), (-1e-7, "−10⁻⁷"), (2.5e-7, "2.5·10⁻⁷"), (-1.23456e5, "−1.235·10⁵"),
     (1e16, "10¹⁶"), (float("inf"), "∞"), (float("-inf"), "−∞"), (float("nan"), "NaN")],
)  # fmt: skip
def test_a_number_is_written_with_a_power_of_ten(value, written):
    assert number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(70, "70"), (34.6, "30"), (300, "300"), (0.1, "0.1"), (0.00123, "0.001"), (1e6, "10⁶"), (4e-15, "4·10⁻¹⁵"), (9.6e-4, "0.001")],
)
def test_one_digit_of_a_number_is_written_out_where_that_is_short(value, written):
    assert rounded(value) == written
