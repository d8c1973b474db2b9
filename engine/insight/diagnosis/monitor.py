"""The diagnosis of a run that goes on, at any of its moments."""

from __future__ import annotations

from engine.insight.diagnosis.checks import diagnose
from engine.insight.diagnosis.evidence import Observation, Observer, steps_done
from engine.insight.diagnosis.facts import facts
from engine.insight.diagnosis.finding import Finding, left_behind
from engine.insight.diagnosis.nonfinite import finding as not_finite
from engine.insight.diagnosis.nonfinite import trouble
from engine.model.experiment import Experiment
from engine.runtime.debugger import Debugger

MOST_SEEN = 400  # observations kept
ENOUGH = 8  # observations before a moment: no check waits for more


class Monitor:
    """Follows a run: remembers what was seen at each step, so that a past moment keeps its own findings."""

    def __init__(self, experiment: Experiment) -> None:
        self.known = facts(experiment)
        self._observer = Observer(experiment)
        self._seen: dict[int, Observation] = {}
        self._told: dict[int, tuple[Finding, ...]] = {}

    def look(self, debugger: Debugger) -> None:
        """Observe the current state, once for each training step."""
        step = steps_done(debugger)
        if step not in self._seen:
            self._seen[step] = self._observer(debugger)
            if len(self._seen) > MOST_SEEN:  # every second one of the older half
                old = set(sorted(self._seen)[1 : MOST_SEEN // 2 : 2])
                self._seen = {key: value for key, value in self._seen.items() if key not in old}
                self._told = {key: value for key, value in self._told.items() if key not in old}

    def findings(self, debugger: Debugger) -> tuple[Finding, ...]:
        """What is wrong now, causes first."""
        found = trouble(debugger)
        bad = () if found is None else (not_finite(found),)
        self.look(debugger)
        step = steps_done(debugger)
        present = (*bad, *diagnose(self.known, self._paced(step), bool(bad)))
        self._told[step] = present
        return present

    def look_back(self, debugger: Debugger) -> bool:
        """Observe one more moment that this run remembers but that nobody looked at, if a finding might need it; whether it did.

        What must last is found only by looking again and again: whoever comes late looks at the past first.
        """
        self.look(debugger)
        seen = self._paced(steps_done(debugger))
        wanted = [max(0, later.step - self.known.pace) for later in reversed(seen)] if len(seen) < ENOUGH else []
        for step in wanted:
            if debugger.history.nearest(step)[0] not in self._seen:
                earlier = self._observer.earlier(debugger, step)
                self._seen[earlier.step] = earlier
                return True
        return False

    def overcome(self, debugger: Debugger) -> tuple[Finding, ...]:
        """Errors that were found before and are there no more."""
        now = steps_done(debugger)
        present = self._told[now] if now in self._told else self.findings(debugger)
        return left_behind((finding for step in sorted(self._told) if step < now for finding in self._told[step]), present)

    def _paced(self, now: int) -> list[Observation]:
        """What was seen up to now, the newest and those before it at the regular pace: closer ones would all repeat it."""
        chosen: list[Observation] = []
        for step in sorted((step for step in self._seen if step <= now), reverse=True):
            if not chosen or chosen[-1].step - step >= self.known.pace or step == 0:
                chosen.append(self._seen[step])
        return chosen[::-1]

    def forget(self, step: int) -> None:
        """What was seen at that step and after it is about to be replaced."""
        self._seen = {key: value for key, value in self._seen.items() if key < step}
        self._told = {key: value for key, value in self._told.items() if key < step}
