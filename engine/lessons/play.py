"""A lesson being played: the step, what was answered, what was done. A value for each state; the window only shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.lessons.judge import Verdict
from engine.lessons.lesson import ASK, DO, Lesson, Step
from engine.lessons.turns import Turn
from engine.runtime.watch_readers import Telling


@dataclass(frozen=True)
class Play:
    """Where a learner stands. `deeds` counts what happened since the step opened, `way` the steps that led here.

    `done` are the ids of the steps that are finished; a step that was finished once stays so when it is opened again.
    """

    lesson: Lesson
    step: Step
    turn: Turn
    deeds: Mapping[str, int] = field(default_factory=dict, hash=False)
    way: tuple[str, ...] = ()
    done: frozenset[str] = frozenset()

    @classmethod
    def begun(cls, lesson: Lesson, done: frozenset[str] = frozenset()) -> Play:
        """At the first step that is not done, or at the beginning of a lesson that is."""
        place = next((step for step in lesson.steps if step.id not in done), lesson.steps[0])
        return cls(lesson, place, Turn(place), done=done)

    @property
    def may_go_on(self) -> bool:
        """Whether Next is offered: what is only read may be left at any time, the rest when it is done."""
        return self.step.kind not in (ASK, DO) or self.step.id in self.done

    @property
    def racing(self) -> bool:
        """Whether this step counts the learner's edits."""
        return self.step.until is not None and 'count("edits")' in self.step.until.text

    @property
    def finished(self) -> bool:
        """Whether this was the last step, and is done."""
        return self.may_go_on and self.following is None

    @property
    def following(self) -> Step | None:
        """The step after this one: aside, where the answers showed a misconception that the lesson takes up."""
        if self.turn.go:
            return self.lesson.step(self.turn.go)
        return self.lesson.following(self.step, self.turn.misconception)

    def answered(self, verdict: Verdict) -> Play:
        """After an answer."""
        return self._turned(self.turn.answered(verdict))

    def hinted(self) -> Play:
        """After a hint was asked for."""
        return replace(self, turn=self.turn.hinted())

    def revealed(self) -> Play:
        """After Show me."""
        return self._turned(self.turn.revealed())

    def _turned(self, turn: Turn) -> Play:
        return replace(self, turn=turn, done=self.done | {self.step.id} if turn.finished else self.done)

    def happened(self, verb: str, subject: str = "") -> Play:
        """After the learner did something: `step_over`, or `edit` with what was edited."""
        known = dict(self.deeds)
        for deed in {verb, f"{verb} {subject}".strip(), *(("edits",) if verb == "edit" else ())}:
            known[deed] = known.get(deed, 0) + 1
        return replace(self, deeds=known)

    def looked(self, values: Telling) -> Play:
        """After a stop, an edit or a selection: what was to be done may be done now."""
        if self.step.until is None or not self.step.until.holds(values):
            return self
        return replace(self, done=self.done | {self.step.id})

    def next(self) -> Play:
        """At the following step, where it may be opened."""
        following = self.following
        if following is None or not self.may_go_on:
            return self if following is not None else replace(self, done=self.done | {self.step.id})
        return replace(self, step=following, turn=Turn(following), deeds={}, way=(*self.way, self.step.id),
                       done=self.done | {self.step.id})  # fmt: skip

    def back(self) -> Play:
        """At the step before, as it was opened."""
        if not self.way:
            return self
        step = self.lesson.step(self.way[-1])
        return replace(self, step=step, turn=Turn(step), deeds={}, way=self.way[:-1])

    def again(self) -> Play:
        """At the beginning of this step."""
        return replace(self, turn=Turn(self.step), deeds={})
