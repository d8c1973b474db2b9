"""Where the steps of a draft stand: on their own network and moment, or on those of the steps before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from engine.lessons.lesson import ASK, START

Json = dict[str, Any]
BEGINNING: Json = {"step": 1, "phase": START}


class Stand(NamedTuple):
    """A network by its name, and a moment; without one, its beginning."""

    experiment: str
    at: Json | None = None

    def after(self, stage: Json) -> Stand:
        """Where a step with this stage stands, if the step before it stands here."""
        began = "experiment" in stage and not stage.get("keep")
        return Stand(stage.get("experiment") or self.experiment, stage.get("at") or (None if began else self.at))


def stands(experiments: Mapping[str, Json], steps: Sequence[Json]) -> list[Stand]:
    """Where each step stands."""
    here, found = Stand(next(iter(experiments), "")), []
    for step in steps:
        here = here.after(step.get("stage", {}))
        found.append(here)
    return found


def settled(experiments: Mapping[str, Json], before: Sequence[Json], after: Sequence[Json]) -> list[Json]:
    """The steps after an author's act. Those that it was not about stay on the network and at the moment where they stood."""
    stood = {step["id"]: (step.get("stage", {}), stand) for step, stand in zip(before, stands(experiments, before), strict=True)}
    here, found = Stand(next(iter(experiments), "")), []
    for step in after:
        stage = step.get("stage", {})
        old, stand = stood.get(step["id"], (None, here))
        if stage == old and here.after(stage) != stand:
            step = {**step, "stage": _pinned(stage, here.after(stage), stand)}
        here = here.after(step.get("stage", {}))
        found.append(step)
    return found


def _pinned(stage: Json, here: Stand, stood: Stand) -> Json:
    """The stage with its network and moment named: what the learner has built goes on only where it is the same network."""
    goes_on = stage.get("keep") or ("experiment" not in stage and "at" not in stage)
    if here.experiment != stood.experiment:
        plain = {key: value for key, value in stage.items() if key != "keep"}
        return {**plain, "experiment": stood.experiment, **({"at": stood.at} if stood.at else {})}
    return {**stage, "at": stood.at or BEGINNING, **({"keep": True} if goes_on else {})}


def sound(document: Json) -> Json:
    """The document without ways to steps that are gone, and without questions to be asked again that are none any more."""
    ids = {step["id"] for step in document["steps"]}
    asked = {step["id"] for step in document["steps"] if step["kind"] == ASK}
    made = {**document, "steps": [_without_ways(step, ids) for step in document["steps"]]}
    later = [each for each in document.get("recap", {}).get("later", []) if each["step"] in asked]
    if "recap" in document:
        made["recap"] = {**document["recap"], "later": later}
    return made


def _without_ways(step: Json, ids: set[str]) -> Json:
    made = dict(step)
    if any(each["go"] not in ids for each in step.get("next", ())):
        made["next"] = [each for each in step["next"] if each["go"] in ids]
    if any(rule.get("go", "") not in ids for rule in step.get("feedback", ()) if "go" in rule):
        made["feedback"] = [{key: value for key, value in rule.items() if key != "go" or value in ids} for rule in step["feedback"]]
    return made
