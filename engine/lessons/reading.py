"""Read a lesson file strictly: judged by its schema, then by what a schema cannot say. All faults at once, each with its path."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from engine.interchange.documents import experiment_file
from engine.interchange.documents.examples import EXAMPLES, source
from engine.interchange.documents.strict_json import parsed, read_text, refuse
from engine.lessons import lesson as model
from engine.lessons.changes import merged
from engine.lessons.live_text import live_values
from engine.lessons.shelf import LESSONS as LESSONS
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem, text
from engine.program.check import check
from engine.runtime.watch import Expression
from resources import FOLDER

Json = dict[str, Any]
MOST_BYTES = 100_000
PLACES = ("node", "neuron", "wire", "weight", "line", "phase", "cell")


@cache
def schema() -> Json:
    """The published schema of a lesson file."""
    found: Json = json.loads(FOLDER.joinpath("schema", "lesson.schema.json").read_text(encoding="utf-8"))
    return found


def load(path_or_name: str | Path) -> model.Lesson:
    """A lesson from a file, or a built-in one by its name."""
    name = str(path_or_name)
    if name in LESSONS:
        return _built_in(name)
    if not Path(name).exists() and not Path(name).suffix:
        raise refuse(name, text("no file or lesson has that name."), text("Lessons: {known}."), known=", ".join(LESSONS))
    return parse(read_text(name), name)


@cache
def _built_in(name: str) -> model.Lesson:
    return parse(FOLDER.joinpath("lessons", f"{name}.json").read_text(encoding="utf-8"), name)


def parse(content: str, where: str = "lesson") -> model.Lesson:
    """A lesson from JSON text; ExperimentError lists all faults with their paths."""
    if len(content.encode()) > MOST_BYTES:
        raise refuse(
            where, text("the lesson is too large; the limit is {most} kB."), text("Split it in two."), most=MOST_BYTES // 1000
        )
    document = parsed(content, where, model.VERSION, schema())
    reader = _Reader()
    read = reader.lesson(document)
    if reader.problems:
        raise ExperimentError(reader.problems)
    return replace(read, digest=_digest(document))


def _digest(document: Any) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


class _Reader:
    """Builds the values of a lesson and collects what is wrong on the way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._steps: set[str] = set()

    def _fault(self, where: str, message: str, hint: str = "", **args: Any) -> None:
        self.problems.append(Problem(where, message, hint, args))

    def lesson(self, document: Json) -> model.Lesson:
        """The whole lesson; it counts only if there are no problems."""
        self._steps = {entry["id"] for entry in document["steps"]}
        self._unique("steps", (entry["id"] for entry in document["steps"]))
        experiments = {name: self._experiment(f"experiments.{name}", entry) for name, entry in document["experiments"].items()}
        steps = tuple(self._step(where, entry, experiments) for where, entry in _each("", "steps", document))
        built = {name: experiment for name, experiment in experiments.items() if experiment is not None}
        return model.Lesson(
            document["id"], self._text("title", document["title"]), self._text("goal", document["goal"]), built, steps,
            document.get("minutes", 10), tuple(document.get("needs", ())), tuple(document.get("terms", ())),
            tuple(self._later(here, entry, document) for here, entry in _each("recap", "later", document.get("recap", {}))),
        )  # fmt: skip

    # experiments ---------------------------------------------------------------------------------

    def _experiment(self, where: str, entry: Json, changes: Json | None = None) -> Experiment | None:
        """An experiment that can be built; a lesson brings its data with it and reads no other file."""
        if "example" in entry and entry["example"] not in EXAMPLES:
            self._fault(f"{where}.example", text("there is no example {name}."), text("Available examples: {known}."),
                        name=repr(entry["example"]), known=", ".join(EXAMPLES))  # fmt: skip
            return None
        document = json.loads(source(entry["example"])) if "example" in entry else entry
        for each in (entry.get("changes", {}) if "example" in entry else {}, changes or {}):
            document = merged(document, each)
        if isinstance(document.get("data"), dict) and document["data"].get("name") == "csv":
            self._fault(
                f"{where}.data", text("a lesson cannot read other files."), text("Write the data into the lesson as a table.")
            )
            return None
        try:
            experiment = experiment_file.parse(json.dumps(document, ensure_ascii=False))
            check(experiment)
        except ExperimentError as error:
            self.problems += [replace(problem, where=f"{where}.{problem.where}") for problem in error.problems]
            return None
        return experiment

    def _later(self, where: str, entry: Json, document: Json) -> model.Later:
        self._known(f"{where}.step", entry["step"], self._steps, text("there is no step {name}."))
        step: Json = next((each for each in document["steps"] if each["id"] == entry["step"]), {})
        if step and step["kind"] != model.ASK:
            self._fault(f"{where}.step", text("only a question can be asked again."))
        changed = None
        if "changes" in entry and step:
            named = next(iter(document["experiments"]))
            for each in document["steps"][: document["steps"].index(step) + 1]:
                named = each.get("stage", {}).get("experiment", named)
            if named in document["experiments"]:
                changed = self._experiment(f"{where}.changes", document["experiments"][named], entry["changes"])
        return model.Later(entry["step"], tuple(entry.get("after_days", model.Later.after_days)), changed)

    # steps ---------------------------------------------------------------------------------------

    def _step(self, where: str, entry: Json, experiments: Json) -> model.Step:
        question = self._question(f"{where}.question", entry["question"]) if "question" in entry else None
        if question and entry["kind"] != model.ASK:
            self._fault(f"{where}.question", text("only a step of kind {kind} can have a question."), kind=repr(model.ASK))
        if "until" in entry and entry["kind"] != model.DO:
            self._fault(f"{where}.until", text("only a step of kind {kind} can wait for something."), kind=repr(model.DO))
        branches = tuple(model.Branch(each["go"], each.get("when", "")) for each in entry.get("next", ()))
        for number, branch in enumerate(branches):
            self._known(f"{where}.next[{number}].go", branch.go, self._steps, text("there is no step {name}."))
        return model.Step(
            entry["id"], entry["kind"], self._text(f"{where}.text", entry["text"]),
            self._stage(f"{where}.stage", entry.get("stage", {}), experiments),
            self._expression(f"{where}.until", entry["until"]) if "until" in entry else None, question,
            tuple(self._rule(here, each, question) for here, each in _each(where, "feedback", entry)),
            tuple(self._text(here, each) for here, each in _each(where, "hints", entry)),
            self._text(f"{where}.why", entry.get("why", {})), branches, _digest(entry),
        )  # fmt: skip

    def _stage(self, where: str, entry: Json, experiments: Json) -> model.Stage:
        if "experiment" in entry:
            self._known(f"{where}.experiment", entry["experiment"], experiments, text("there is no experiment {name}."))
        plain: Json = {key: entry[key] for key in _PLAIN if key in entry}
        plain |= {key: tuple(entry[key]) for key in ("panels", "plots", "veil") if key in entry}
        light = tuple(self._place(here, each) for here, each in _each(where, "light", entry))
        return model.Stage(**plain, light=light, at=self._moment(f"{where}.at", entry.get("at")))

    def _moment(self, where: str, entry: Json | None) -> model.Moment | None:
        if entry is None:
            return None
        if "phase" in entry and "line" in entry:
            self._fault(where, text("name a phase or a line, not both."))
        return model.Moment(entry["step"], entry.get("phase", ""), entry.get("line", ""))

    def _place(self, where: str, entry: Json) -> model.Place:
        named = [key for key in PLACES if key in entry]
        if len(named) != 1:
            self._fault(where, text("must name exactly one of: {known}."), known=", ".join(PLACES))
        kind = named[0] if named else PLACES[0]
        return model.Place(kind, entry.get(kind, ""), entry.get("mark", 0))

    def _rule(self, where: str, entry: Json, question: model.Question | None) -> model.Rule:
        ((test, given),) = entry["if"].items()
        fitting = _TESTS.get(type(question), ())
        if test not in fitting:
            self._fault(f"{where}.if", text("{test} does not fit this kind of question; these do: {known}."),
                        test=repr(test), known=", ".join(fitting))  # fmt: skip
        elif test == "near":
            given = self._expression(f"{where}.if.near", given)
        elif test == "between":
            given = tuple(self._expression(f"{where}.if.between[{number}]", each) for number, each in enumerate(given))
        elif test == "option":
            options = {option.id for option in getattr(question, "options", ())}
            self._known(f"{where}.if.option", given, options, text("there is no option {name}."))
        elif test == "order":
            given = tuple(given)
        elif test == "picked":
            given = self._place(f"{where}.if.picked", given)
        if "go" in entry:
            self._known(f"{where}.go", entry["go"], self._steps, text("there is no step {name}."))
        light = tuple(self._place(here, each) for here, each in _each(where, "light", entry))
        return model.Rule(test, given, self._text(f"{where}.say", entry["say"]), entry.get("is", ""), light, entry.get("go", ""))

    # questions -----------------------------------------------------------------------------------

    def _question(self, where: str, entry: Json) -> model.Question:
        at = self._moment(f"{where}.at", entry.get("at"))
        match entry["kind"]:
            case "number":
                return model.Number(self._expression(f"{where}.answer", entry["answer"]), _tolerance(entry), at,
                                    self._text(f"{where}.label", entry.get("label", {})), entry.get("today"))  # fmt: skip
            case "sign":
                return model.Sign(self._expression(f"{where}.answer", entry["answer"]), entry.get("zero", 0.0), at)
            case "choose":
                return self._choose(where, entry, at)
            case "order":
                return self._order(where, entry)
            case "pick":
                return self._pick(where, entry, at)
            case "factors":
                return self._factors(where, entry, at)
            case "fill":
                return self._fill(where, entry, at)
        return model.Words(self._text(f"{where}.model", entry["model"]))

    def _choose(self, where: str, entry: Json, at: model.Moment | None) -> model.Choose:
        self._unique(f"{where}.options", (each["id"] for each in entry["options"]))
        options = []
        for here, each in _each(where, "options", entry):
            right = each["right"]
            judged = right if isinstance(right, bool) else self._expression(f"{here}.right", right)
            options.append(model.Option(each["id"], self._text(f"{here}.text", each["text"]), judged))
        if all(option.right is False for option in options):
            self._fault(f"{where}.options", text("no option is right."))
        if not entry.get("many") and sum(option.right is True for option in options) > 1:
            self._fault(f"{where}.options", text("more than one option is right."), text("Set `many` to true, or keep only one."))
        return model.Choose(tuple(options), entry.get("many", False), entry.get("fixed_order", False), at)

    def _order(self, where: str, entry: Json) -> model.Order:
        ids = [each["id"] for each in entry["cards"]]
        self._unique(f"{where}.cards", ids)
        for number, each in enumerate(entry["right"]):
            if sorted(each) != sorted(ids):
                self._fault(f"{where}.right[{number}]", text("must name every card once: {known}."), known=", ".join(ids))
        cards = (model.Card(each["id"], self._text(f"{here}.text", each["text"])) for here, each in _each(where, "cards", entry))
        return model.Order(tuple(cards), tuple(map(tuple, entry["right"])))

    def _pick(self, where: str, entry: Json, at: model.Moment | None) -> model.Pick:
        if ("right" in entry) == ("right_if" in entry):
            self._fault(where, text("must have exactly one of: right, right_if."))
        if "right_if" in entry:
            self._expression(f"{where}.right_if", about(entry["right_if"], "it"))
        right = tuple(self._place(here, each) for here, each in _each(where, "right", entry))
        among = entry.get("among") or (right[0].kind if right else "parameter")
        return model.Pick(right, among, entry.get("right_if", ""), entry.get("many", False), at)

    def _factors(self, where: str, entry: Json, at: model.Moment | None) -> model.Factors:
        ids = {each["id"] for each in entry["tiles"]}
        self._unique(f"{where}.tiles", (each["id"] for each in entry["tiles"]))
        for number, name in enumerate(entry["right"]):
            self._known(f"{where}.right[{number}]", name, ids, text("there is no tile {name}."))
        tiles = (model.Tile(each["id"], each["symbol"], self._expression(f"{here}.value", each["value"]))
                 for here, each in _each(where, "tiles", entry))  # fmt: skip
        return model.Factors(tuple(tiles), tuple(entry["right"]), self._expression(f"{where}.answer", entry["answer"]), at)

    def _fill(self, where: str, entry: Json, at: model.Moment | None) -> model.Fill:
        blanks = []
        for here, each in _each(where, "blanks", entry):
            label = self._text(f"{here}.label", each["label"])
            blanks.append(model.Blank(label, self._expression(f"{here}.answer", each["answer"]), _tolerance(each)))
        return model.Fill(tuple(blanks), at)

    # parts ---------------------------------------------------------------------------------------

    def _expression(self, where: str, source: str) -> Expression:
        return self._tried(where, lambda: Expression(source, told=True)) or _NOTHING

    def _text(self, where: str, words: Json) -> model.Text:
        for language, template in words.items():
            self._tried(f"{where}.{language}", lambda template=template: list(live_values(template)))  # type: ignore[misc]
        return model.Text(words)

    def _tried(self, where: str, make: Callable[[], Any]) -> Any:
        try:
            return make()
        except ExperimentError as error:
            for problem in error.problems:
                self.problems.append(replace(problem, where=f"{where}: {problem.where}"))
        return None

    def _known(self, where: str, name: str, known: Iterable[str], message: str) -> None:
        if name not in known:
            self._fault(where, message, text("Known names: {known}."), name=repr(name), known=", ".join(sorted(known)))

    def _unique(self, where: str, ids: Iterable[str]) -> None:
        seen: set[str] = set()
        for number, name in enumerate(ids):
            if name in seen:
                self._fault(f"{where}[{number}].id", text("the id {name} occurs twice."), name=repr(name))
            seen.add(name)


_PLAIN = ("experiment", "keep", "granularity", "sample", "edges", "neurons", "select")
_NOTHING = Expression("0")
_NUMBERS, _ELSE = ("near", "between"), "else"
_TESTS: dict[Any, tuple[str, ...]] = {
    model.Number: (*_NUMBERS, "sign", _ELSE), model.Sign: ("sign", _ELSE), model.Choose: ("option", _ELSE),
    model.Order: ("order", _ELSE), model.Pick: ("picked", _ELSE), model.Factors: ("order", *_NUMBERS, _ELSE),
    model.Fill: (*_NUMBERS, _ELSE),
}  # fmt: skip


def _each(where: str, key: str, entry: Json) -> Iterator[tuple[str, Any]]:
    """The entries of a list, which may be missing, each with its path."""
    return ((f"{where}.{key}[{number}]".lstrip("."), each) for number, each in enumerate(entry.get(key, ())))


def about(expression: str, name: str) -> str:
    """An expression over `it`, with `it` replaced by a name."""
    return re.sub(r"\(\s*it\s*\)", lambda found: f"({json.dumps(name, ensure_ascii=False)})", expression)


def _tolerance(entry: Json) -> model.Tolerance:
    ((kind, size),) = entry["tolerance"].items()
    return model.Tolerance(kind, float(size))
