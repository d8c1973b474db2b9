"""Is a lesson right? Everything it says is computed: names, moments, answers, feedback, branches, languages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from engine.lessons import lesson as model
from engine.lessons.bench import Bench, Told, time_of
from engine.lessons.judge import judge, number_of, right_options, right_places
from engine.lessons.live_text import live_values
from engine.lessons.numbers import fits, written
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem, text
from engine.program.lower import lower
from engine.program.program import PHASES, Program

MOST_NUMBERS = 2_000_000  # in all values of one training step
SLOWEST = 0.05  # seconds of one training step
SMALLER = text("Make the experiment smaller.")
LONGEST_WAY = 20.0  # seconds to the farthest moment
LONGEST_BRANCH = 3  # steps
AGREES = 1e-9  # relative: the author's number of today and the engine's


def faults(lesson: model.Lesson) -> list[Problem]:
    """All that is wrong, and warnings, each with its path; nothing for a lesson that can be played as it stands."""
    checker = _Checker(lesson)
    checker.experiments()
    if not checker.problems:
        for number, step in enumerate(lesson.steps):
            checker.step(f"steps[{number}]", step)
        checker.branches()
        for number, later in enumerate(lesson.later):
            checker.later(f"recap.later[{number}]", later)
    checker.languages()
    return checker.problems


class _Checker:
    def __init__(self, lesson: model.Lesson) -> None:
        self.lesson, self.bench = lesson, Bench(lesson)
        self.problems: list[Problem] = []
        self._pace: dict[str, float] = {}

    def _fault(self, where: str, message: str, hint: str = "", warning: bool = False, **args: Any) -> None:
        self.problems.append(Problem(where, message, hint, args, warning))

    def _try(self, where: str, compute: Callable[..., Any], *args: Any) -> Any:
        """What is computed, or None where it cannot be, which is then a fault at that path."""
        try:
            return compute(*args)
        except ExperimentError as error:
            self.problems += [replace(problem, where=f"{where}: {problem.where}") for problem in error.problems]
        return None

    # experiments ---------------------------------------------------------------------------------

    def experiments(self) -> None:
        """Each can be lowered, is small enough, and makes its training steps fast enough."""
        for name, experiment in self.lesson.experiments.items():
            where = f"experiments.{name}"
            program = self._try(where, lower, experiment)
            if program is None:
                continue
            numbers = sum(_size(slot.shape) for slot in program.slots)
            if numbers > MOST_NUMBERS:
                self._fault(where, text("holds {count} numbers; the limit in a lesson is {most}."), SMALLER,
                            count=numbers, most=MOST_NUMBERS)  # fmt: skip
                continue
            self._pace[name] = self._step_time(experiment)
            if self._pace[name] > SLOWEST:
                self._fault(where, text("one training step takes {ms} ms; the limit in a lesson is {most} ms."),
                            SMALLER, ms=round(1000 * self._pace[name]), most=round(1000 * SLOWEST))  # fmt: skip

    def _step_time(self, experiment: Experiment) -> float:
        """Seconds of one training step, the best of a few, so that a busy machine does not count."""
        debugger, best = self.bench.debugger(experiment), float("inf")
        for _ in range(4):
            started = time.process_time()
            debugger.run(1)
            best = min(best, time.process_time() - started)
        return best

    # steps ---------------------------------------------------------------------------------------

    def step(self, where: str, step: model.Step) -> None:
        """One step: it can be reached, what it names exists, its question has an answer and its texts have their values."""
        experiment = self.bench.experiment(step)
        program = self.bench.debugger(experiment).program
        moments = [("stage.at", step.stage.at), ("question.at", getattr(step.question, "at", None))]
        reached = [self._reachable(f"{where}.{part}", moment, step, program) for part, moment in moments if moment is not None]
        if not all(reached):
            return
        self._places(where, step, program)
        opening = self._try(f"{where}.stage", self.bench.opening, step)
        if opening is None:
            return
        self._texts(f"{where}.text", [step.text], opening)
        if step.until is not None:
            done = self._try(f"{where}.until", step.until, opening)
            if done is not None and bool(done.all()):
                self._fault(f"{where}.until", text("is true before the learner has done anything."))
        if step.question is None:
            return
        asking = self._try(f"{where}.question", self.bench.asking, step)
        if asking is not None:
            self._question(where, step, asking)
            self._texts(f"{where}.question", _texts_of(step.question), asking)
            self._texts(f"{where}.feedback", [rule.say for rule in step.feedback], asking)
            self._texts(f"{where}.hints", step.hints, asking)
            self._texts(f"{where}.why", [step.why], asking)

    def _reachable(self, where: str, moment: model.Moment, step: model.Step, program: Program) -> bool:
        try:
            time_of(program, moment)
        except ExperimentError as error:
            self.problems += [replace(problem, where=where) for problem in error.problems]
            return False
        seconds = moment.step * self._pace.get(self.lesson.named_experiment(step), 0.0)
        if seconds > LONGEST_WAY:
            self._fault(where, text("it takes {seconds} s to get to this moment."), text("Choose an earlier step."),
                        seconds=round(seconds))  # fmt: skip
            return False
        return True

    def _places(self, where: str, step: model.Step, program: Program) -> None:
        for number, name in enumerate(step.stage.veil):
            if name not in program.names and name != "loss":
                self._fault(f"{where}.stage.veil[{number}]", text("there is no value named {name}."), name=repr(name))
        lit = [("stage.light", step.stage.light)]
        lit += [(f"feedback[{number}].light", rule.light) for number, rule in enumerate(step.feedback)]
        lit += [("question.right", step.question.right)] if isinstance(step.question, model.Pick) else []
        lit += [(f"feedback[{number}].if", (rule.given,)) for number, rule in enumerate(step.feedback) if rule.test == "picked"]
        for part, places in lit:
            for number, place in enumerate(places):
                if not exists(place, program):
                    self._fault(f"{where}.{part}[{number}]", text("there is no {kind} named {name}."),
                                kind=place.kind, name=repr(place.name))  # fmt: skip
        chosen = step.stage.select.get("parameter")
        if chosen is not None and chosen not in program.parameters:
            self._fault(f"{where}.stage.select.parameter", text("there is no parameter named {name}."), name=repr(chosen))

    def _question(self, where: str, step: model.Step, values: Told) -> None:
        here, question = f"{where}.question", step.question
        match question:
            case model.Number():
                self._number(where, step, question, values)
            case model.Sign():
                self._try(f"{here}.answer", number_of, question.answer, values)
            case model.Choose():
                right = self._try(f"{here}.options", right_options, question, values)
                if right is not None and not (right if question.many else len(right) == 1):
                    self._fault(f"{here}.options", text("{count} options are right at this moment."), count=len(right))
                for number, rule in enumerate(step.feedback):
                    if right and rule.test == "option" and rule.given in right:
                        self._fault(f"{where}.feedback[{number}].if", text("refers to a right answer; feedback is for wrong ones."))
            case model.Pick():
                if not self._try(here, right_places, question, values):
                    self._fault(here, text("no place is right at this moment."))
            case model.Factors():
                self._factors(here, step, question, values)
            case model.Fill():
                for number, blank in enumerate(question.blanks):
                    self._try(f"{here}.blanks[{number}].answer", number_of, blank.answer, values)
                self._rules(where, step, values)

    def _number(self, where: str, step: model.Step, question: model.Number, values: Told) -> None:
        expected = self._try(f"{where}.question.answer", number_of, question.answer, values)
        if expected is None:
            return
        today = question.today
        if today is not None and abs(today - expected) > AGREES * max(abs(expected), 1e-300):
            self._fault(f"{where}.question.today", text("says {today}; the engine computes {expected}."), warning=True,
                        today=repr(today), expected=repr(expected))  # fmt: skip
        self._rules(where, step, values)
        for number, rule in enumerate(step.feedback):
            wrong = self._near(rule, values)
            if wrong is not None and fits(wrong, expected, question.tolerance):
                self._fault(
                    f"{where}.feedback[{number}].if.near", text("{value} would be accepted as right."), value=written(wrong)
                )

    def _near(self, rule: model.Rule, values: Told) -> float | None:
        try:
            return number_of(rule.given, values) if rule.test == "near" else None
        except ExperimentError:
            return None

    def _rules(self, where: str, step: model.Step, values: Told) -> None:
        for number, rule in enumerate(step.feedback):
            ends = (rule.given,) if rule.test == "near" else rule.given if rule.test == "between" else ()
            for end in ends:
                self._try(f"{where}.feedback[{number}].if.{rule.test}", number_of, end, values)

    def _factors(self, where: str, step: model.Step, question: model.Factors, values: Told) -> None:
        verdict = self._try(where, judge, step, question.right, values)
        expected = self._try(f"{where}.answer", number_of, question.answer, values)
        if verdict is None or expected is None:
            return
        product = 1.0
        for tile in question.tiles:
            product *= number_of(tile.value, values) ** question.right.count(tile.id)
        if abs(product - expected) > AGREES * max(abs(expected), 1e-300):
            self._fault(f"{where}.right", text("the product is {product}, but the answer is {expected}."),
                        product=written(product), expected=written(expected))  # fmt: skip

    # texts, branches, later ----------------------------------------------------------------------

    def _texts(self, where: str, texts: Iterable[model.Text], values: Told) -> None:
        """Every live value is known by name, and computed when the text is read."""
        for words in texts:
            for language, template in words.words.items():
                for expression, _ in live_values(template):
                    known = len(self.problems)
                    if self._try(f"{where}.{language}", expression, values) is None and len(self.problems) == known:
                        self._fault(f"{where}.{language}", text("{value} has not been computed yet when this is read."),
                                    warning=True, value=expression.text)  # fmt: skip

    def branches(self) -> None:
        """What leads aside comes back within a few steps."""
        main = _path(self.lesson, self.lesson.steps[0])
        for number, step in enumerate(self.lesson.steps):
            goals = {branch.go for branch in step.next if branch.when} | {rule.go for rule in step.feedback if rule.go}
            for goal in sorted(goals):
                way = _path(self.lesson, self.lesson.step(goal))
                if not any(each in main for each in way[: LONGEST_BRANCH + 1]):
                    self._fault(f"steps[{number}]", text("the branch to {goal} does not rejoin the main path within {most} steps."),
                                goal=repr(goal), most=LONGEST_BRANCH)  # fmt: skip
        if self.lesson.following(self.lesson.step(main[-1])) is not None:
            self._fault("steps", text("the lesson never ends, because its steps form a loop."))

    def later(self, where: str, later: model.Later) -> None:
        """The question has an answer on the other numbers too."""
        step = self.lesson.step(later.step)
        if later.experiment is not None:
            changed = later.experiment
            values = self._try(f"{where}.changes", self.bench.asking, step, changed)
            if values is not None:
                self._question(f"{where}.changes", step if not isinstance(step.question, model.Number) else
                               replace(step, question=replace(step.question, today=None)), values)  # fmt: skip

    def languages(self) -> None:
        """Every text exists in both languages."""
        for where, words in _all_texts(self.lesson):
            if words and not words.words.get(model.HINDI):
                self._fault(where, text("has no Hindi text; English is shown."), warning=True)


def _size(shape: tuple[int, ...]) -> int:
    result = 1
    for extent in shape:
        result *= extent
    return result


def _path(lesson: model.Lesson, step: model.Step) -> list[str]:
    """The ids of the steps from here to the end, if nothing leads aside."""
    found: list[str] = []
    here: model.Step | None = step
    while here is not None and here.id not in found:
        found.append(here.id)
        here = lesson.following(here)
    return found


def exists(place: model.Place, program: Program) -> bool:
    """Whether a network has that place: `y`, `h[2]`, `x->h`, `x->h.weight[0,1]`, a line, a phase, `h t=1`."""
    plain, _, rest = place.name.partition("[")
    nodes = {slot.node for slot in program.slots}
    match place.kind:
        case "phase":
            return place.name in PHASES
        case "line":
            slot = program.names.get(place.name)
            return slot is not None and slot in program.writer
        case "weight":
            return plain in program.parameters
        case "wire":
            return f"{place.name}.weight" in program.parameters or all(end in nodes for end in place.name.split("->"))
        case "cell":
            return place.name.partition(" t=")[0] in nodes
        case "neuron":
            number = rest.rstrip("]")
            sizes = [slot.shape[0] for slot in program.slots if slot.node == plain and len(slot.shape) == 2]
            return bool(sizes) and number.isdecimal() and int(number) < max(sizes)
    return place.name in nodes


def _texts_of(question: model.Question) -> list[model.Text]:
    match question:
        case model.Choose():
            return [option.text for option in question.options]
        case model.Order():
            return [card.text for card in question.cards]
        case model.Fill():
            return [blank.label for blank in question.blanks]
        case model.Number():
            return [question.label]
        case model.Words():
            return [question.model]
    return []


def _all_texts(lesson: model.Lesson) -> Iterator[tuple[str, model.Text]]:
    """Every text with its path; labels and names that are the same in both languages may leave Hindi out."""
    yield "title", lesson.title
    yield "goal", lesson.goal
    for number, step in enumerate(lesson.steps):
        where = f"steps[{number}]"
        yield f"{where}.text", step.text
        yield f"{where}.why", step.why
        yield from ((f"{where}.hints[{place}]", hint) for place, hint in enumerate(step.hints))
        yield from ((f"{where}.feedback[{place}].say", rule.say) for place, rule in enumerate(step.feedback))
        if step.question is not None:
            yield from ((f"{where}.question", words) for words in _texts_of(step.question))
