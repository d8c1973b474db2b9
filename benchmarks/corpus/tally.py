"""What counts, and the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from corpus.faults import RIGHT, WORDS
from corpus.judge import Result
from corpus.kinds import Kind

WON_BACK = 0.8  # of what the fault had cost, in a network that counts as repaired
NOISE = 0.02  # of the quality: two or three of 120 samples
LEARNED = 0.6  # a healthy network explains so much of the loss of a constant answer
LOST = 0.3  # so much less is explained with the fault
WORSE = 0.1  # of the right answers, or of the spread that is explained
SWING = 0.2  # of a constant answer's loss: it does not settle
NEAR = 0.1  # of the floor, or of a constant answer's loss, above the floor
# Frozen, without a bias, nothing would be left to train; what never comes to rest does not show what a bias is for; targets far
# away need long steps.
APART = (("NB", "FR"), ("NB", "WS"), ("NB", "OL"), ("TS", "OL"))
Key = tuple[str, str, str]


@dataclass
class Tally:
    """Results, and which of them count."""

    results: list[Result]
    floors: list[tuple[Result, float]] = field(default_factory=list)
    mended: Mapping[Key, int] = field(default_factory=dict)
    mixed: list[Result] = field(default_factory=list)
    pair_mended: Mapping[Key, int] = field(default_factory=dict)
    nothing: list[bool] = field(default_factory=list)
    something: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._twins = {(r.kind, r.seed): r for r in self.results if r.fault == "OK"}
        good = [r for r in self.results if r.fault == "OK" and r.score >= LEARNED]
        self._usual = {name: float(np.median([r.quality for r in good if r.kind == name])) for name in {r.kind for r in good}}
        self.healthy = [r for r in self.results if r.fault in ("OK", "ODD") and self._as_good(r)]
        self.shown = [r for r in self.results if r.fault not in ("OK", "ODD") and self.shows(r)]

    def _as_good(self, r: Result) -> bool:
        twin = self._twins[r.kind, r.seed]
        return r.score >= max(LEARNED, twin.score - 0.1) and r.swing < SWING

    def shows(self, r: Result) -> bool:
        """Whether the same network learns without the fault, and is clearly worse with it."""
        twin = self._twins[r.kind, r.seed]
        learns = r.kind in self._usual and twin.score >= LEARNED and twin.swing < SWING
        unsteady = r.swing > SWING and r.quality < twin.quality - WORSE
        return learns and (r.score < twin.score - LOST or unsteady)

    def goal(self, r: Result) -> float:
        """The quality from which a network counts as repaired: four fifths of what the fault had cost, or all but two or three
        samples of a hundred; what it had cost is told by its own healthy twin, or by the usual one where the twin was lucky."""
        could = min(self._twins[r.kind, r.seed].quality, self._usual[r.kind])
        return min(r.quality + WON_BACK * (could - r.quality), could - NOISE)

    def costs(self, r: Result) -> bool:
        """Whether fewer answers are right, or less is explained, so that there is something to win back."""
        return r.quality < self.goal(r)

    def cured(self) -> list[Result]:
        return [r for r in self.shown if self.mended.get(key(r)) == 1]

    def at_floor(self) -> list[tuple[Result, float]]:
        """Networks that are near their floor; on a plateau, those that learn in the end and have not yet."""
        near = [(r, least) for r, least in self.floors if r.fault != "plateau" and r.loss < (1 + NEAR) * least]
        return near + [(r, end) for r, end in self.floors if r.fault == "plateau" and end < 0.1]

    def pairs(
        self, first: tuple[str, ...], second: tuple[str, ...], kinds: Mapping[str, Kind], most: int
    ) -> list[tuple[str, str, int]]:
        """Pairs of faults each of which shows by itself."""
        hurt = {key(r) for r in self.shown}
        found = [
            (r.kind, f"{r.fault}+{other}", r.seed)
            for r in self.shown
            if r.fault in first
            for other in second
            if (r.kind, other, str(r.seed)) in hurt and (r.fault, other) not in APART
        ]
        chosen = np.random.default_rng(0).permutation(len(found))[:most]
        return [found[i] for i in chosen]

    def truly_mixed(self) -> list[Result]:
        return [r for r in self.mixed if self.shows(r)]

    def named(self, r: Result) -> bool:
        """Whether both faults of a pair are called errors."""
        return all(RIGHT[fault] & set(r.ever) for fault in r.fault.split("+"))


def key(r: Result) -> Key:
    return r.kind, r.fault, str(r.seed)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} = {part / whole:.1%}" if whole else "–"


def table(tally: Tally) -> str:
    """The counts as Markdown."""
    lines = [
        "| fault | networks in which it shows | detected | right cause first | median first alarm (epoch) | have a remedy "
        "| repaired by the first | within two |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for fault in (*RIGHT, "all"):
        rows = [r for r in tally.shown if fault in ("all", r.fault)]
        found = [r for r in rows if r.cause]
        if not rows:
            continue
        right = sum(r.cause in RIGHT[r.fault] for r in rows)
        fixed = [tally.mended[key(r)] for r in found if tally.mended.get(key(r), -1) >= 0]
        alarm = f"{np.median([r.first_alarm for r in found]):.1f}" if found else "–"
        lines.append(
            f"| {WORDS.get(fault, fault)} | {len(rows)} | {len(found) / len(rows):.1%} | {right / len(rows):.1%} | {alarm} "
            f"| {len(fixed)} | {_percent(fixed.count(1), len(fixed))} | {_percent(len(fixed) - fixed.count(0), len(fixed))} |"
        )
    return "\n".join([*lines, "", *_rest(tally), "", *_mistakes(tally)])


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _rest(tally: Tally) -> list[str]:
    still, healthy = tally.at_floor(), tally.healthy
    rows = ["| healthy or converged | networks | called an error |", "|---|---|---|"]
    for words, group in (
        ("healthy", [r for r in healthy if r.fault == "OK"]),
        ("healthy, with an odd setting", [r for r in healthy if r.fault == "ODD"]),
        *((name, [r for r, _ in still if r.fault == name]) for name in dict.fromkeys(r.fault for r, _ in still)),
        ("all", [*healthy, *(r for r, _ in still)]),
    ):
        called = sum(bool(r.cause) for r in group)
        rows.append(f"| {words} | {len(group)} | {called} = {_percent(called, len(group))} |")
    named = [r for r in tally.mixed if tally.named(r)]
    back = [v for v in tally.pair_mended.values() if v >= 0]
    return [
        *rows,
        "",
        f"Pairs of faults: both named in {_share(len(named), len(tally.mixed))}; "
        f"repaired by a pair of remedies: {_share(sum(back), len(tally.pair_mended))}.",
        "",
        f"“None of these helps” where a network is at its floor: {_share(sum(tally.nothing), len(tally.nothing))}; "
        f"not said where a remedy repairs: {_share(sum(tally.something), len(tally.something))}.",
    ]


def _mistakes(tally: Tally) -> list[str]:
    wrong = Counter((r.kind, r.fault, r.cause or "nothing") for r in tally.shown if r.cause not in RIGHT[r.fault])
    flagged = Counter((r.kind, r.cause) for r in [*tally.healthy, *(r for r, _ in tally.at_floor())] if r.cause)
    return [
        "Mistakes: "
        + "; ".join(f"{kind}: {WORDS[fault]} called “{cause}” ×{n}" for (kind, fault, cause), n in wrong.most_common())
        + ".",
        "",
        "Called an error though healthy: "
        + "; ".join(f"{kind}: “{cause}” ×{n}" for (kind, cause), n in flagged.most_common())
        + ".",
    ]
