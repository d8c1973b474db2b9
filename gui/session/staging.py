"""Sets the stage of a step: which network, at which moment, what is selected; and says whether the user still stands there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from engine.interchange.documents.session_file import SavedSession, restored
from engine.lessons.bench import Bench, time_of
from engine.lessons.hiding import kept_back
from engine.lessons.lesson import Moment, Step
from engine.lessons.play import Play
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError
from engine.runtime import stepping
from engine.runtime.past.saved import Past
from gui.session.selection import Selection

if TYPE_CHECKING:
    from gui.session.session import Session

# The names that lessons have for how far a step goes.
GRANULARITIES = {"op": stepping.OP, "layer": stepping.NODE, "time step": stepping.TIME, "phase": stepping.PHASE,
                 "training step": stepping.STEP, "epoch": stepping.EPOCH}  # fmt: skip


class Stand(NamedTuple):
    """What a step opened on: enough to open it again, bit for bit."""

    experiment: Experiment
    past: Past | None
    t: int


class Staging:
    """Works on the session of a lesson; `stand` is where the present step opened."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.stand: Stand | None = None
        self.goes_on = False  # whether the present step goes on with what the learner has built

    def open(self, step: Step, bench: Bench) -> None:
        """Stand where a step opens."""
        stage, session = step.stage, self._session
        kept = stage.keep or (not stage.experiment and stage.at is None)
        self.goes_on = kept and self.stand is not None and not session.veil.away
        if not self.goes_on:
            self._experiment(bench.experiment(step))
            session.say("")  # what was said was about another network
        if session.debugger is not None and (not self.goes_on or stage.at is not None):
            self.go(bench.stands(step) or Moment(1, "start"))
        if stage.granularity:
            session.set_granularity(GRANULARITIES[stage.granularity])
        if stage.select:
            chosen = Selection(parameter=stage.select.get("parameter", ""), index=tuple(stage.select.get("index", ())))
            session.select(replace(chosen, nodes=frozenset(filter(None, [stage.select.get("node")]))))
        if stage.sample is not None:
            session.looking.at_sample(stage.sample)
        debugger = session.debugger
        past = debugger.past() if debugger is not None and self.goes_on else None
        self.stand = Stand(session.experiment, past, 0 if debugger is None else debugger.t)
        session.veil.settle(session.experiment)

    def _experiment(self, wanted: Experiment) -> None:
        """Have this experiment with its own weights; one that is there already keeps its past."""
        debugger = self._session.debugger
        same = debugger is not None and self._session.experiment == wanted and not debugger.changes and not debugger.branches
        if not same:
            self._session.open(wanted)

    def go(self, moment: Moment) -> bool:
        """Go to a moment; False where this network has none like it."""
        debugger = self._session.debugger
        if debugger is None:
            return False
        try:
            t = time_of(debugger.program, moment)
        except ExperimentError:
            return False
        if t != debugger.t:
            self._session.go(t)
        return True

    def again(self) -> None:
        """Where the present step opened, with what stood there."""
        session, stand = self._session, self.stand
        if stand is None:
            return
        if stand.past is None:
            self._experiment(stand.experiment)
            session.go(stand.t)
        else:
            session.open(stand.experiment)
            session.resume(restored(SavedSession(stand.experiment, stand.past)))

    def reveal(self, moment: Moment) -> None:
        """Go where an answer was computed, unless the user has another network by now; that is where the step stands then."""
        debugger, stand = self._session.debugger, self.stand
        if stand is not None and debugger is not None and self._session.experiment == stand.experiment and self.go(moment):
            self.stand = stand._replace(t=debugger.t)

    @property
    def own(self) -> Experiment | None:
        """The learner's network, where the step goes on with it; as it was when the step opened while another one is shown."""
        if not self.goes_on or self.stand is None:
            return None
        return self.stand.experiment if self._session.veil.away else self._session.experiment

    @property
    def elsewhere(self) -> bool:
        """Whether the user has gone to another moment, or changed the network."""
        debugger, stand = self._session.debugger, self.stand
        if stand is None:
            return False
        return self._session.experiment != stand.experiment or debugger is None or debugger.t != stand.t

    def veil(self, play: Play) -> None:
        """Keep back what this step of a lesson and those after it ask for, as far as it is not answered."""
        debugger, veil = self._session.debugger, self._session.veil
        if debugger is None or self.stand is None:
            return veil.lift()
        kept = kept_back(debugger.program, play, debugger.t)
        if kept.until is not None and debugger.furthest > kept.until and not self.goes_on:
            self._session.open(self.stand.experiment)  # its plots would show what was seen of later steps
            self._session.go(self.stand.t)
        return veil.cover(kept)
