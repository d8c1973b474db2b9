"""How good is the diagnosis? Faulty and healthy networks, made from seeds; the table of docs/diagnosis.md.

    python benchmarks/faults.py            the part that was kept apart (counted once the rules were fixed)
    python benchmarks/faults.py --tune     the part on which the rules were made

Every network is trained for 30 epochs and observed after each. A fault counts only where it shows: the same network without it
learns, and with it ends clearly worse. What is measured is kept in a file line by line, so that a run that was stopped goes on
where it was.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # networks as small as these only lose by threads
    os.environ.setdefault(name, "1")

from corpus.faults import FAULTS, RIGHT, make  # noqa: E402, F401
from corpus.floors import FLOORS, floor  # noqa: E402
from corpus.judge import STANDARD, Result, converged, learn, mend, mend_pair, nothing_helps  # noqa: E402
from corpus.kinds import HELD, TUNE  # noqa: E402
from corpus.tally import Tally, table  # noqa: E402
from joblib import Parallel, delayed  # noqa: E402

OUT = Path(__file__).resolve().parent.parent / "docs" / "diagnosis.md"
KINDS = {kind.name: kind for kind in (*TUNE, *HELD)}
# Pairs whose faults do not undo each other: data or start, and the way of training.
FIRST, SECOND = ("SY", "LI", "AD", "DO", "TS", "DR", "DP", "NB", "FV"), ("SC", "OL", "FR", "WD", "CL", "SH", "ZG", "WS")


def job(what: str, kind: str, fault: str, seed: int, more: Any = None) -> dict[str, Any]:
    """One measurement as plain values."""
    if what == "learn":
        return asdict(learn(KINDS[kind], fault, seed))
    if what == "floor":
        result, least = converged(fault, seed, kind)
        return {**asdict(result), "least": least}
    if what in ("mend", "pair"):
        result, goal = Result(**more[0]), more[1]
        return {"mended": (mend if what == "mend" else mend_pair)(KINDS[kind], result, goal)}
    if what == "nothing":
        return {"nothing": nothing_helps(floor(fault, seed, kind)[0], STANDARD)}
    return {"nothing": nothing_helps(make(KINDS[kind], fault, seed), more)}


class Notebook:
    """Measurements in a file, a line each; what is there already is not measured again."""

    def __init__(self, path: Path, jobs: int) -> None:
        self._path, self._jobs = path, jobs
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        self._known = {tuple(row[0]): row[1] for row in map(json.loads, lines)}

    def measured(self, wanted: list[tuple[Any, ...]]) -> dict[tuple[str, ...], dict[str, Any]]:
        """The results of jobs `(what, kind, fault, seed, more)`, by the first four."""
        todo = [entry for entry in wanted if tuple(map(str, entry[:4])) not in self._known]
        runs = Parallel(n_jobs=self._jobs, return_as="generator_unordered")(delayed(_keyed)(*entry) for entry in todo)
        with self._path.open("a", encoding="utf-8") as file:
            for done, (key, value) in enumerate(runs):
                file.write(json.dumps([key, value]) + "\n")
                file.flush()
                self._known[tuple(key)] = value
                print(f"\r{wanted[0][0]} {done + 1}/{len(todo)}", end="", file=sys.stderr)
        return {key: self._known[key] for key in (tuple(map(str, entry[:4])) for entry in wanted)}


def _keyed(*entry: Any) -> tuple[list[str], dict[str, Any]]:
    return list(map(str, entry[:4])), job(*entry)


def count(part: str, each: int, notebook: Notebook, step: int = 1) -> str:
    """All networks of a part, or of every so many-th of its kinds; the table as Markdown."""
    kinds = (TUNE if part == "tune" else HELD)[::step]
    wanted = [("learn", k.name, fault, seed) for k in kinds for fault in ("OK", "ODD") for seed in range(2 * each)]
    wanted += [("learn", k.name, fault, seed) for k in kinds for fault in k.wanted for seed in range(each)]
    wanted.sort(key=lambda entry: entry[3])  # a run that is stopped has seen every kind and fault
    tally = Tally([Result(**_tuples(v)) for v in notebook.measured(wanted).values()])
    floors = notebook.measured([("floor", part, name, seed) for name in FLOORS for seed in range(19 * each)])
    tally.floors = [(Result(**_tuples({k: v for k, v in f.items() if k != "least"})), f["least"]) for f in floors.values()]
    todo = [("mend", r.kind, r.fault, r.seed, (asdict(r), tally.goal(r))) for r in tally.shown if r.cause and tally.costs(r)]
    tally.mended = {key[1:]: v["mended"] for key, v in notebook.measured(todo).items()}
    pairs = tally.pairs(FIRST, SECOND, KINDS, 80)
    tally.mixed = [Result(**_tuples(v)) for v in notebook.measured([("learn", *pair) for pair in pairs]).values()]
    tally.mixed = tally.truly_mixed()[:50]
    todo = [("pair", r.kind, r.fault, r.seed, (asdict(r), tally.goal(r))) for r in tally.mixed if tally.named(r) and tally.costs(r)]
    tally.pair_mended = {key[1:]: v["mended"] for key, v in notebook.measured(todo).items()}
    still = [("nothing", part, r.fault, r.seed, None) for r, _ in tally.at_floor() if r.fault != "plateau" and r.seed < each]
    tally.nothing = [v["nothing"] for v in notebook.measured(still).values()]
    cured = [("cured", r.kind, r.fault, r.seed, r.remedies[:2]) for r in tally.cured() if r.seed == 0][::3]
    tally.something = [not v["nothing"] for v in notebook.measured(cured).values()]
    return table(tally)


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--each", type=int, default=0, help="networks of each kind and fault")
    parser.add_argument("--step", type=int, default=1, help="take every so many-th kind only")
    parser.add_argument("--jobs", type=int, default=-1)
    parser.add_argument("--notes", type=Path, help="the file of the measurements")
    options = parser.parse_args()
    part = "tune" if options.tune else "held"
    notes = options.notes or Path(f"faults-{part}.jsonl")
    found = count(part, options.each or (2 if options.tune else 4), Notebook(notes, options.jobs), options.step)
    print(found)
    if not options.tune and not options.each:
        head, _, _ = OUT.read_text(encoding="utf-8").partition("<!-- table -->")
        OUT.write_text(f"{head}<!-- table -->\n\n{found}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
