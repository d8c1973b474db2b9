"""The same lesson on other numbers: thirty worksheets that differ, and questions asked again later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from engine.lessons.bench import Bench
from engine.lessons.lesson import Later, Lesson
from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.model.experiment import Experiment


def varied(lesson: Lesson, seed: int) -> Lesson:
    """The lesson with other weights in its first experiment; seed 0 is the lesson as it stands.

    The others keep their numbers, for they are made to show one thing.
    """
    first = next(iter(lesson.experiments))
    return replace(lesson, experiments={**lesson.experiments, first: other_numbers(lesson.experiments[first], seed)})


def asked_again(lesson: Lesson, later: Later, seed: int) -> Experiment:
    """The experiment on which a question is asked again: the one that the author gave, or the same with other weights."""
    return later.experiment or other_numbers(lesson.experiments[lesson.named_experiment(lesson.step(later.step))], seed)


def one_again(lesson: Lesson, step_id: str, seed: int) -> Lesson | None:
    """A lesson of that question alone, on other numbers; None if it is not one that is asked again."""
    later = next((each for each in lesson.later if each.step == step_id), None)
    if later is None:
        return None
    step, name = lesson.step(step_id), lesson.named_experiment(lesson.step(step_id))
    stage = replace(step.stage, experiment=name, keep=False, at=Bench(lesson).stands(step))
    alone = replace(step, stage=stage, next=(), feedback=tuple(replace(rule, go="") for rule in step.feedback))
    return replace(lesson, steps=(alone,), experiments={name: asked_again(lesson, later, seed)})


def other_numbers(experiment: Experiment, seed: int) -> Experiment:
    """Every given parameter with other numbers, as short as before and with the same signs; what is drawn is drawn anew."""
    if not seed:
        return experiment
    given = {name: np.array(value, float) for name, value in experiment.parameters.items()}
    still = not any(value.any() for value in given.values())
    changed = {name: _other(value, Stream(seed, "other numbers", name), still).tolist() for name, value in given.items()}
    return replace(experiment, seed=experiment.seed + seed, parameters=changed)


def _other(value: Array, stream: Stream, still: bool) -> Array:
    """Between a half and one and a half of each number, or, where all stand at zero, one of ±0.1 … ±0.9."""
    if still:
        sizes = stream.uniform(value.shape, 1, 10).astype(int) / 10
        drawn: Array = np.where(stream.uniform(value.shape) < 0.5, -sizes, sizes)
        return drawn
    other: Array = np.vectorize(_short, otypes=[float])(value, stream.uniform(value.shape, 0.5, 1.5))
    return other


def _short(old: Any, factor: Any) -> float:
    if not old:
        return 0.0
    whole = float(old).is_integer()
    new = float(f"{old * factor:.0f}") if whole else float(f"{old * factor:.2g}")
    return new or float(np.sign(old))
