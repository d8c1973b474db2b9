"""How a network does on samples that it was never trained on, along a run."""

from __future__ import annotations

from engine.insight.flow.landscape import remembered
from engine.insight.moment.held_out import HeldOut, Score
from engine.model.experiment import Experiment
from engine.runtime.debugger import Debugger

MOST = 60  # steps of the past at which it is measured
FEW = 1  # the present step of a run is past before it is measured


class Validation:
    """The score on the held-out samples at remembered steps of a run; each step is measured once."""

    def __init__(self, experiment: Experiment) -> None:
        self._held_out = HeldOut.of(experiment)
        self._known: dict[tuple[int, int], Score] = {}

    def scores(self, debugger: Debugger, most: int = MOST + 1) -> list[tuple[int, Score]]:
        """Training step and score, from the beginning up to now.

        Only the newest `most` are measured now; of so few that a run goes on meanwhile, such as will be asked for again.
        """
        if self._held_out is None:
            return []
        last = debugger.place[0]
        steps = [int(step) for step in debugger.history.steps(last)]
        every = 1 << (last // MOST).bit_length()
        chosen = dict.fromkeys([step for step in steps if step % every == 0] + (steps[-1:] if most > FEW else []))
        found: list[tuple[int, Score]] = []
        for rank, step in enumerate(reversed(chosen)):
            key = (step, hash(debugger.history.nearest(step)[1].tobytes()))
            if key not in self._known and rank < most:
                self._known[key] = self._held_out(remembered(debugger, step)[1])
            if key in self._known:
                found.append((step, self._known[key]))
        return found[::-1]
