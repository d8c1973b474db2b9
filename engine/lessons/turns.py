"""The course of one question: tries, feedback, hints, Show me. A value for each state; nothing changes in place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.lessons.judge import KEPT, RIGHT, UNREADABLE, Verdict
from engine.lessons.lesson import Place, Step, Text
from engine.model.problem import text

NOT_YET = text("Not yet.")
NOT_A_NUMBER = text("This is not a number. Type, for example, −0.032, 3/4 or 10^-12.")
TRIES = 3  # then Show me is offered


@dataclass(frozen=True)
class Turn:
    """Where a learner stands in a question.

    `say` is the sentence of the lesson that belongs to the last answer, if it has one; `notice` the program's own words.
    """

    step: Step
    tries: int = 0
    hints: int = 0  # how many of the step's hints are open
    say: Text = Text()
    notice: str = ""
    light: tuple[Place, ...] = ()
    misconception: str = ""  # the last that showed
    go: str = ""
    solved: bool = False
    shown: bool = False

    @property
    def finished(self) -> bool:
        """Whether the step may be left as done."""
        return self.solved or self.shown

    @property
    def may_show(self) -> bool:
        """Whether Show me is offered."""
        return self.tries >= TRIES and not self.finished

    def answered(self, verdict: Verdict) -> Turn:
        """After an answer: the first wrong one gets its feedback, later ones also the next hint. What cannot be read is no try."""
        if verdict.verdict == UNREADABLE:
            return replace(self, say=Text(), notice=NOT_A_NUMBER, light=())
        if verdict.verdict in (RIGHT, KEPT):
            return replace(self, tries=self.tries + 1, say=self.step.why, notice="", light=(), go="", solved=True)
        rule = verdict.rule
        after = self if rule is not None and not self.tries else self.hinted()
        return replace(
            after, tries=self.tries + 1, say=rule.say if rule else Text(), notice="" if rule else NOT_YET,
            light=rule.light if rule else (), go=rule.go if rule else "",
            misconception=(rule.misconception if rule else "") or self.misconception,
        )  # fmt: skip

    def hinted(self) -> Turn:
        """With one more hint open."""
        return replace(self, hints=min(self.hints + 1, len(self.step.hints)))

    def revealed(self) -> Turn:
        """After Show me: neither right nor wrong."""
        return replace(self, say=self.step.why, notice="", light=(), go="", shown=True)
