"""CHECKS: from facts and observations to findings, causes before consequences.

The order is that of cause and effect: what is wrong before the first step, then the start, the size of the updates, dead
units, gradients that vanish or explode, and only then what shows in the loss alone. Thresholds were chosen on one half of a
corpus of faulty networks and counted on the other (docs/diagnosis.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from engine.insight.diagnosis.checks import arrival, attention, by_heart, flow, limits, mistakes, positions, start, units, updates
from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import Finding, main_error
from engine.insight.diagnosis.reading import Seen

Check = Callable[[Facts, Seen], Finding | None]


@dataclass(frozen=True)
class Row:
    """A check, and for how many observations in a row it must hold before it is reported.

    What is told `alone` is told only where there is no error.
    """

    check: Check
    patience: int = 1
    alone: bool = False


def diagnose(known: Facts, seen: Seen, broken: bool = False) -> tuple[Finding, ...]:
    """Findings at the last of the observations, in order of cause; each says since when it holds.

    `broken` says that the run stopped at a value that is not finite: then there is nothing more to wait for.
    """
    found: list[Finding] = []
    if broken:
        seen = [*seen[:-1], replace(seen[-1], loss=float("nan"))]
    for row in CHECKS:
        now = None if row.alone and main_error(found) else row.check(known, seen)
        if now is None:
            continue
        since, held = now.step, 1
        while held < len(seen) and (before := row.check(known, seen[: len(seen) - held])) is not None:
            since, held = before.step, held + 1
        if held >= (row.patience if np.isfinite(seen[-1].loss) else 1):
            found.append(replace(now, step=since, measured=seen[-1].step))
    return tuple(found)


CHECKS = (
    Row(mistakes.nothing_counts), Row(mistakes.wrong_sign), Row(mistakes.not_zeroed), Row(mistakes.derivative),
    Row(start.pair), Row(limits.unreachable, 2), Row(start.scale), Row(limits.target_scale), Row(start.same_answer),
    Row(mistakes.order), Row(limits.twins), Row(positions.unordered), Row(mistakes.frozen, 2), Row(mistakes.few_values, 2),
    Row(mistakes.dropout, 2),
    Row(attention.saturated), Row(start.start), Row(limits.output, 2), Row(mistakes.decay, 2), Row(updates.rate, 2),
    Row(limits.bottleneck, 3), Row(units.dead, 2),
    Row(limits.cancels, 2), Row(flow.fading_depth, 2), Row(flow.growing_depth, 2), Row(flow.fading_time, 2),
    Row(flow.growing_time, 2), Row(positions.unreached, 2), Row(flow.short_window, 6), Row(limits.linear, 2),
    Row(limits.no_bias, 2), Row(mistakes.clipped, 2), Row(mistakes.schedule, 3), Row(updates.swinging, 6), Row(updates.slow, 2),
    Row(by_heart.by_heart, 2), Row(units.saturated, 8),
    Row(limits.too_small, 3, alone=True), Row(arrival.arrived, 2), Row(arrival.floor, 2, alone=True),
    Row(arrival.plateau, 3, alone=True), Row(arrival.noise, 3, alone=True),
)  # fmt: skip
