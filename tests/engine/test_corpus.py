"""A sample of the corpus on which the diagnosis is judged; the whole of it is counted by `make faults`."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import faults
from corpus.faults import FAULTS, RIGHT, make
from corpus.floors import FLOORS
from corpus.judge import Result, converged, learn
from corpus.kinds import HELD, TUNE
from corpus.tally import Tally, table

from engine.program.check import check

SMALL = ("linear layer, line", "MLP with ELU and softsign, disc")
MORE = ("MLP with SiLU and tanh, product", "MLP with SELU and ReLU, three rings", "MLP with ELU and softsign, disc")


@cache
def learned(kind: str, fault: str) -> Result:
    return learn(faults.KINDS[kind], fault, 0)


def counted(kinds, names=tuple(FAULTS)) -> Tally:
    wanted = [(kind, fault) for kind in kinds for fault in ("OK", *faults.KINDS[kind].wanted) if fault in ("OK", *names)]
    return Tally([learned(*entry) for entry in wanted])


def test_the_parts_share_neither_an_architecture_nor_a_data_set():
    assert not {kind.name for kind in TUNE} & {kind.name for kind in HELD}
    assert not {str(kind.data) for kind in TUNE} & {str(kind.data) for kind in HELD}
    bends = [{frozenset(kind.activations) for kind in kinds if not kind.cell and kind.deep != (0, 1)} for kinds in (TUNE, HELD)]
    assert not bends[0] & bends[1]


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_makes_a_legal_network_that_differs_from_the_healthy_one(fault):
    kind = next(kind for kind in (*HELD, *TUNE) if fault in kind.wanted)
    after = make(kind, fault, 0)
    check(after)
    assert not after.same_numbers(make(kind, "OK", 0))
    assert after == make(kind, fault, 0)


def test_a_few_faults_are_named_and_their_healthy_twins_left_in_peace():
    tally = counted(SMALL, ("SC", "WD", "ZG", "SY", "LI", "FR", "AD"))
    assert not [r for r in tally.healthy if r.cause]
    assert len(tally.shown) >= 9
    assert [(r.kind, r.fault, r.cause) for r in tally.shown if r.cause not in RIGHT[r.fault]] == []
    assert "all" in table(tally)


@pytest.mark.parametrize("name", ["least squares", "contradicting classes"])
def test_a_floor_is_reached_and_is_no_error(name):
    result, least = converged(name, 1, "tune")
    assert result.loss < 1.1 * least
    assert result.cause == ""


@pytest.mark.long
@pytest.mark.nightly
def test_more_faults_are_named():
    tally = counted(MORE)
    assert len(tally.shown) > 40
    right = [r.cause in RIGHT[r.fault] for r in tally.shown]
    assert sum(right) >= 0.9 * len(right)
    assert sum(bool(r.cause) for r in tally.shown) >= 0.95 * len(right)


@pytest.mark.long
@pytest.mark.parametrize("name", FLOORS)
def test_what_stands_rightly_is_rarely_called_an_error(name):
    found = [converged(name, seed, "tune") for seed in range(6)]
    assert sum(bool(r.cause) for r, least in found if name == "plateau" or r.loss < 1.1 * least) <= 1
