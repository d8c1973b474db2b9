"""What was tried, on which network and when; it stays when the network changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.insight.diagnosis.remedies.proposals import Proposal, proposals
from engine.insight.diagnosis.trial import Outcome, Trial, helpful, plan, ranked
from engine.insight.study.jobs import Ended
from engine.model.experiment import Experiment


@dataclass(frozen=True)
class Trials:
    """Remedies of one network, each trained from the start for so many steps; asked for after `done` training steps."""

    base: Experiment
    steps: int
    done: int
    planned: tuple[Trial, ...]
    refused: tuple[Proposal, ...]
    outcomes: tuple[Outcome, ...] = ()
    ended: tuple[tuple[str, Ended], ...] = ()

    def with_ended(self, number: int, ended: Ended) -> Trials:
        """A remedy that will have no outcome."""
        return replace(self, ended=(*self.ended, (self.planned[number].remedy, ended)))

    def with_outcome(self, outcome: Outcome) -> Trials:
        """One more was measured; best first."""
        return replace(self, outcomes=ranked([*self.outcomes, outcome]))

    @property
    def before(self) -> Outcome | None:
        """The yardstick: the network as it is."""
        return next((outcome for outcome in self.outcomes if not outcome.remedy), None)

    @property
    def helpful(self) -> tuple[Outcome, ...]:
        """What beats the yardstick beyond the spread, best first."""
        return helpful(self.outcomes)

    @property
    def others(self) -> tuple[Outcome, ...]:
        """What was measured and gains nothing, best first."""
        gained = {outcome.remedy for outcome in self.helpful}
        return tuple(outcome for outcome in self.outcomes if outcome.remedy and outcome.remedy not in gained)

    @property
    def held_out(self) -> bool:
        """Whether all are judged by samples that they were not trained on."""
        return any(trial.held_out for trial in self.planned)

    @property
    def whole(self) -> bool:
        """Whether everything planned was measured or was ended."""
        return len(self.outcomes) + len(self.ended) == len(self.planned)

    def measured(self, experiment: Experiment) -> bool:
        """Whether this is the network that was measured."""
        return experiment.same_numbers(self.base)

    def applied(self, experiment: Experiment) -> str:
        """The remedy that makes this network of the one that was measured; "" if none does."""
        found = (trial.remedy for trial in self.planned if trial.remedy and experiment.same_numbers(trial.experiment))
        return next(found, "")

    def after(self, name: str) -> Experiment:
        """What a remedy made of the network that was measured."""
        return next(trial.experiment for trial in self.planned if trial.remedy == name)


def trials(experiment: Experiment, names: tuple[str, ...], steps: int, done: int) -> Trials:
    """What is to be tried, and what cannot be applied."""
    refused = tuple(found for found in proposals(experiment, names) if found.experiment is None)
    return Trials(experiment, steps, done, plan(experiment, names, steps), refused)
