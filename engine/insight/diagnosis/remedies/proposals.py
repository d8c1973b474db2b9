"""Which remedies would change an experiment, one by one or two together, and what they make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.insight.diagnosis.remedies import REMEDIES
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem
from engine.program.check import check

JOINED = "+"  # between the names of two remedies that are applied together


@dataclass(frozen=True)
class Proposal:
    """A remedy, or two joined by `+`, for an experiment: what it makes of it, or why it cannot be applied."""

    name: str
    experiment: Experiment | None
    problem: Problem | None = None


def titles(name: str) -> tuple[str, ...]:
    """The titles of the remedies that a name joins."""
    return tuple(REMEDIES[part].title for part in name.split(JOINED))


def proposals(experiment: Experiment, names: Sequence[str]) -> tuple[Proposal, ...]:
    """The remedies that would change something. One whose experiment is not legal has None in its place, and the first problem."""
    found = []
    for name in dict.fromkeys(names):
        try:
            after = _applied(experiment, name)
            if after is not None:
                check(after)
                found.append(Proposal(name, after))
        except ExperimentError as error:
            found.append(Proposal(name, None, error.problems[0]))
    return tuple(found)


def _applied(experiment: Experiment, name: str) -> Experiment | None:
    """None unless every remedy that the name joins changes something."""
    after = experiment
    for part in name.split(JOINED):
        changed = REMEDIES[part].edit(after)
        if changed is None or changed.same_numbers(after):
            return None
        after = changed
    return after


def applicable(experiment: Experiment, names: Sequence[str]) -> tuple[tuple[str, Experiment], ...]:
    """The names of those that change something and can be applied, each with the experiment it produces."""
    return tuple((found.name, found.experiment) for found in proposals(experiment, names) if found.experiment is not None)
