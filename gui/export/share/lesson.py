"""A lesson as a page: its texts and questions, judged by recorded answers, beside the moments that it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from engine.lessons import recorded
from engine.lessons.bench import Bench, Told, time_of
from engine.lessons.hiding import Kept, kept_back
from engine.lessons.lesson import DO, Lesson, Moment, Step, Text
from engine.lessons.live_text import filled
from engine.lessons.play import Play
from engine.lessons.turns import Turn
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem, text
from engine.program.lower import lower
from engine.program.program import Program
from engine.runtime.debugger import Debugger
from engine.runtime.stepping import OP
from gui.export.share.page import LARGEST, page, part_of, run_of
from gui.export.share.pool import Stock
from gui.export.share.recorder import Recorder
from gui.look import i18n
from gui.look.i18n import LANGUAGES
from gui.panels.lesson.prose import markup

MOST_MOMENTS, LONG = 24, 60  # of a part; a program of more instructions is shown at the ends of it only
FAR, STEPS, SHOWN = 2, 1000, 12  # an act is looked for so many steps by operations, then by steps, some of which are shown
Progress = Callable[[int, int], bool]


def lesson_page(lesson: Lesson, language: str, progress: Progress = lambda done, total: True) -> str | None:
    """The page of a lesson. None if `progress` cancelled it, ExperimentError if it does not fit."""
    maker = _Maker(lesson)
    try:
        steps = []
        for done, step in enumerate(lesson.steps, 1):
            steps.append(maker.step(step))
            if maker.bytes > LARGEST:
                raise _too_large(lesson, done - 1)
            if not progress(done, len(lesson.steps)):
                return None
        written = maker.page(steps, language)
    finally:
        maker.close()
    if len(written.encode()) > LARGEST:
        raise _too_large(lesson, len(steps) - 1)
    return written


def _too_large(lesson: Lesson, fitting: int) -> ExperimentError:
    words = {"most": f"{LARGEST / 1e6:g}", "count": len(lesson.steps), "fitting": fitting}
    what = text("the recorded steps of this lesson (count: {count}) do not fit into a page of {most} MB.")
    return ExperimentError(
        [Problem(lesson.id, what, text("Steps that fit, counting from the first: {fitting}. Share a shorter lesson."), words)]
    )


class _Maker:
    """Records what a lesson needs, with one recorder for each of its experiments."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson, self.bench, self.stock = lesson, Bench(lesson), Stock()
        self.parts: list[dict[str, Any]] = []
        self._recorders: dict[str, Recorder | None] = {}
        self._last: dict[str, int] = {}

    @property
    def bytes(self) -> int:
        """How large everything is so far."""
        return self.stock.bytes + sum(recorder.size for recorder in self._recorders.values() if recorder)

    def close(self) -> None:
        """Give back what was made."""
        for recorder in self._recorders.values():
            if recorder:
                recorder.close()

    def page(self, steps: list[dict[str, Any]], language: str) -> str:
        """The text of the file."""
        lesson = self.lesson
        runs = {name: run_of(recorder, self._last[name], noted=False) for name, recorder in self._recorders.items() if recorder}

        def names() -> tuple[str, str]:
            return lesson.title.of(i18n.language()), lesson.goal.of(i18n.language())

        return page(names, runs, self.parts, self.stock, language, OP, {"id": lesson.id, "steps": steps})

    # one step ------------------------------------------------------------------------------------

    def step(self, step: Step) -> dict[str, Any]:
        """A step as data: its texts, its question, and which parts of the recording belong to it."""
        name = self.lesson.named_experiment(step)
        recorder = self._recorder(name, self.bench.experiment(step))
        found: dict[str, Any] = {
            "id": step.id, "kind": step.kind, "next": [[branch.when, branch.go] for branch in step.next],
            "before": None, "after": None,
        }  # fmt: skip
        if recorder is None:
            return found | {"text": _said(step.text, None), "hints": [], "act": step.kind == DO}
        found["text"] = _said(step.text, self.bench.opening(step))
        asking = self.bench.asking(step)
        found["why"], found["hints"] = _said(step.why, asking), [_said(hint, asking) for hint in step.hints]
        if step.question is not None:
            found["question"] = recorded.question(step, asking, lambda words: _said(words, asking))
        program = recorder.debugger.program
        stand, ask = self._time(program, self.bench.stands(step)), self._time(program, step.moment or self.bench.stands(step))
        opened = Play(self.lesson, step, Turn(step))
        kept = kept_back(program, opened, stand)
        if step.kind == DO:
            times, reached = self._acting(step, program, stand, kept.until)
            found["before"], found["act"] = self._part(step, recorder, times, kept, 0), not reached
            return found
        way = _way(program, stand // len(program) * len(program), stand)
        found["before"] = self._part(step, recorder, way, kept, -1)
        if step.question is not None and (step.stage.veil or ask != stand):
            after = _way(program, min(stand, ask), max(stand, ask))
            still = kept_back(program, replace(opened, done=frozenset({step.id})), ask)
            found["after"] = self._part(step, recorder, after, still, after.index(ask))
        return found

    def _recorder(self, name: str, experiment: Experiment) -> Recorder | None:
        """None for an experiment that cannot run, as an empty canvas."""
        if name not in self._recorders:
            try:
                self._recorders[name] = Recorder(experiment, Debugger(lower(experiment)), self.stock)
            except ExperimentError:
                self._recorders[name] = None
        return self._recorders[name]

    @staticmethod
    def _time(program: Program, moment: Moment | None) -> int:
        return 0 if moment is None else time_of(program, moment)

    def _part(self, step: Step, recorder: Recorder, times: list[int], kept: Kept, start: int) -> int:
        """Record these moments; the number of the part."""
        program, name = recorder.debugger.program, self.lesson.named_experiment(step)
        named = [place.name for place in step.stage.light if place.kind == "line"]
        lit = [pc for pc, instr in enumerate(program.code) if program.slots[instr.out].name in named]
        recorder.cover(kept)
        for t in times:
            recorder.keep(t)
        recorder.cover(Kept())
        self._last[name] = max(self._last.get(name, 0), -(-times[-1] // len(recorder.debugger.program)))
        self.parts.append(part_of(name, recorder, times, start % len(times)) | {"lit": lit})
        return len(self.parts) - 1

    def _acting(self, step: Step, program: Program, stand: int, until: int | None) -> tuple[list[int], bool]:
        """The moments on the way to where stepping alone has done what is asked, and whether it does; none after `until`."""
        assert step.until is not None
        told = self.bench.at(self.bench.experiment(step), None)
        ends = [stand + number for number in range(1, FAR * len(program) + 1)]
        border = (stand // len(program) + FAR + 1) * len(program)
        ends += [border + number * len(program) for number in range(STEPS)]
        for t in (t for t in ends if until is None or t <= until):
            told.debugger.go(t)
            if _holds(step, told):
                return _way(program, stand, t), True
        return _way(program, stand, stand + len(program)), False


def _holds(step: Step, told: Told) -> bool:
    try:
        return step.until is not None and step.until.holds(told)
    except ExperimentError:
        return False


def _way(program: Program, first: int, last: int) -> list[int]:
    """The moments from one time to another: all of a short way, some of a long one."""
    if last - first < MOST_MOMENTS and len(program) <= LONG:
        return list(range(first, last + 1))
    borders = [t for t in range(-(-first // len(program)) * len(program), last, len(program)) if t > first]
    some = borders[:: max(1, len(borders) // SHOWN)]
    return [first, *some, last] if last > first else [first]


def _said(words: Text, values: Told | None) -> dict[str, str]:
    """A text in each language, with its live values."""
    said = {each: words.of(each) if values is None else filled(words.of(each), values) for each in LANGUAGES}
    return {each: markup(spoken, 'class="accent"') for each, spoken in said.items()}
