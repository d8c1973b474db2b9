"""A lesson that is being written: the document of its file, and what an author does to it. Each act gives a new draft."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from engine.interchange.documents import experiment_file
from engine.interchange.documents.examples import EXAMPLES, load
from engine.interchange.documents.strict_json import parsed
from engine.lessons.lesson import ASK, FORMAT, START, TELL, VERSION, Lesson
from engine.lessons.reading import parse, schema
from engine.lessons.standing import settled, sound, stands
from engine.model.experiment import Experiment
from engine.program.program import PHASES, Program
from engine.runtime.debugger import Debugger

Json = dict[str, Any]
TOLERANCE = {"digits": 3}
SIZES = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")


def _empty() -> Json:
    return {"format": FORMAT, "version": VERSION, "id": "lesson", "minutes": 10, "title": {"en": ""}, "goal": {"en": ""},
            "experiments": {}, "steps": []}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """The document; nobody changes it in place."""

    document: Json = field(default_factory=_empty)

    @property
    def steps(self) -> list[Json]:
        """The steps, in order."""
        found: list[Json] = self.document["steps"]
        return found

    def text(self) -> str:
        """The file."""
        return json.dumps(self.document, ensure_ascii=False, indent=1) + "\n"

    def lesson(self) -> Lesson:
        """The lesson as it can be played; ExperimentError lists what is wrong with its form."""
        return parse(self.text())

    def named(self, **parts: Any) -> Draft:
        """With another title, goal or number of minutes; the id follows the English title."""
        made = {**self.document, **parts}
        slug = re.sub(r"[^a-z0-9]+", "-", made["title"].get("en", "").lower()).strip("-")[:40].strip("-")
        return Draft({**made, "id": slug or "lesson"})

    def with_step(self, place: int, step: Json) -> Draft:
        """With another step in that place."""
        return self._with([step if number == place else each for number, each in enumerate(self.steps)])

    def moved(self, place: int, by: int) -> Draft:
        """With a step earlier or later."""
        steps, to = list(self.steps), place + by
        if not 0 <= to < len(steps):
            return self
        steps[place], steps[to] = steps[to], steps[place]
        return self._with(steps)

    def without(self, place: int) -> Draft:
        """Without a step, and without an experiment that no other step stands on."""
        return self._with([each for number, each in enumerate(self.steps) if number != place])

    def captured(self, place: int, experiment: Experiment, stage: Json) -> Draft:
        """With a new step in that place, which stands where the window stands."""
        wanted = _entry(experiment)
        found = self._with_experiment(wanted)
        name = next(name for name, entry in found.document["experiments"].items() if entry == wanted)
        step = {"id": found._free_id(), "kind": TELL, "stage": {"experiment": name, **stage}, "text": {"en": ""}}
        return found._with([*found.steps[:place], step, *found.steps[place:]])

    def asking(self, place: int, answer: str, at: Json, today: float | None) -> Draft:
        """With a question for a number in a step; what it is now stands beside the expression."""
        question: Json = {"kind": "number", "answer": answer, "at": at, "tolerance": dict(TOLERANCE)}
        if today is not None:
            question["today"] = today
        return self.with_step(place, {**self.steps[place], "kind": ASK, "question": question})

    def _with(self, steps: list[Json]) -> Draft:
        """With other steps; those that are still there stand where they stood, and what nothing stands on is gone."""
        known = self.document["experiments"]
        steps = settled(known, self.steps, steps)
        used = {stand.experiment for stand in stands(known, steps)}
        kept = {name: entry for name, entry in known.items() if name in used or not steps}
        return Draft(sound({**self.document, "experiments": kept or known, "steps": steps}))

    def _with_experiment(self, entry: Json) -> Draft:
        known = self.document["experiments"]
        if entry in known.values():
            return self
        number = next(number for number in range(1, len(known) + 2) if _name(number) not in known)
        return Draft({**self.document, "experiments": {**known, _name(number): entry}})

    def _free_id(self) -> str:
        used = {step["id"] for step in self.steps}
        return next(name for number in range(1, len(used) + 2) if (name := f"step-{number}") not in used)


def opened(content: str) -> Draft:
    """A draft of a lesson file; ExperimentError if it is none."""
    parse(content)
    return Draft(json.loads(content))


def resumed(content: str) -> Draft:
    """A draft from its own text, with whatever is still empty or too long in it; ExperimentError if it is none."""
    return Draft(parsed(content, "draft", VERSION, _without_sizes(schema())))


def _without_sizes(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _without_sizes(value) for key, value in part.items() if key not in SIZES}
    return [_without_sizes(each) for each in part] if isinstance(part, list) else part


def _name(number: int) -> str:
    return "main" if number == 1 else f"network-{number}"


def _entry(experiment: Experiment) -> Json:
    """An example by its name, any other experiment whole."""
    document: Json = json.loads(experiment_file.dumps(experiment))
    for name in EXAMPLES:
        if json.loads(experiment_file.dumps(load(name))) == document:
            return {"example": name}
    return document


def moment(program: Program, t: int) -> Json:
    """The moment of a time, as lesson files name it: the end of a phase, or the place before a line."""
    step, pc = divmod(t, len(program))
    if not pc and t:
        return {"step": step}
    if not pc:
        return {"step": 1, "phase": START}
    ended = next((name for name in PHASES if name in program.phases and program.phases[name].stop == pc), "")
    return {"step": step + 1, "phase": ended} if ended else {"step": step + 1, "line": program.slots[program.code[pc].out].name}


def before(program: Program, name: str, t: int) -> Json:
    """The moment before a value is computed in the training step of a time; that time itself where no line computes it."""
    slot, length = program.names.get(name), len(program)
    if slot is None or slot not in program.writer:
        return moment(program, t)
    return {"step": max(0, t - 1) // length + 1, "line": name}


def as_run(experiment: Experiment, debugger: Debugger) -> tuple[Experiment, int]:
    """An experiment and a time at which a fresh run of it stands where this one stands.

    A run that began with its own weights gets them as given ones. After an edit on the way, the weights of this training step are
    given instead, and it counts as the first.
    """
    program = debugger.program
    if debugger.changes:
        step = max(0, debugger.t - 1) // len(program)
        twin = Debugger(experiment, debugger.past().start)
        twin.resume(debugger.past())
        twin.go(step * len(program))
        given = {name: value.tolist() for name, value in twin.learned().items()}
        return replace(experiment, parameters=given), debugger.t - step * len(program)
    fresh = Debugger(experiment)
    same = all((fresh.initial(name) == debugger.initial(name)).all() for name in program.parameters)
    if same:
        return experiment, debugger.t
    return replace(experiment, parameters={name: debugger.initial(name).tolist() for name in program.parameters}), debugger.t
