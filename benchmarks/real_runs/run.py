"""Trials of the recorder on training runs of other people's kinds: python benchmarks/real_runs/run.py [--aside | --all] [NAME …]

Each run is made twice, bare and recorded. Every third trial is kept aside: it is not looked at while the recorder and the diagnosis
are being fixed, and is counted by itself.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import language  # noqa: E402, F401
import loops  # noqa: E402, F401
import others  # noqa: E402, F401
import recurrent  # noqa: E402, F401
import torch  # noqa: E402
import vision  # noqa: E402, F401
from bpx_record import Recorder  # noqa: E402
from trial import ROOT, TRIALS, Bare, Trial  # noqa: E402

from engine.insight.diagnosis.finding import ERROR, NOTE, Finding  # noqa: E402
from engine.insight.trace.seen import unseen  # noqa: E402
from engine.insight.trace.trace import findings  # noqa: E402
from engine.interchange.documents.trace_file import read_trace  # noqa: E402
from engine.model.problem import ExperimentError  # noqa: E402

DOC = ROOT / "docs" / "real-runs.md"
KEPT = ROOT / "build" / "real-runs.json"
BEGIN, END = "<!-- trials -->", "<!-- end of trials -->"


@dataclass(frozen=True)
class Outcome:
    """What became of a trial; None for what it does not ask."""

    trial: Trial
    same: bool
    raised: str
    first: bool | None
    false: int
    told: bool | None
    findings: tuple[str, ...]
    unseen: tuple[str, ...]
    faults: tuple[str, ...]
    seconds: float

    @property
    def right(self) -> bool:
        return self.same and not self.raised and self.first is not False and not self.false and self.told is not False


def made(trial: Trial, folder: Path | None) -> list[float]:
    """The losses of a run."""
    torch.manual_seed(0)

    def attach(model: object, optimizer: object = None, criterion: object = None) -> object:
        if folder is None:
            return Bare()
        return Recorder(model, optimizer, criterion, str(folder / "trace"), **(trial.options or {}))

    return trial.run(attach)


def judged(trial: Trial) -> Outcome:
    """Run, read, compare with the truth."""
    started, folder, raised = time.perf_counter(), Path(tempfile.mkdtemp(prefix="real-run-")), ""
    bare, seen, found, words, faults = [], [], (), (), ()
    try:
        bare = made(trial, None)
        seen = made(trial, folder)
        traces = [read_trace(path) for path in sorted(folder.iterdir()) if not path.name.endswith("-kept")]
        found = tuple(finding for trace in traces for finding in findings(trace))
        words = tuple(str(line) for trace in traces for line in unseen(trace))
        faults = tuple(line for trace in traces for line in trace.told.faults)
    except ExperimentError as error:
        raised = f"cannot be read: {error}"
    except Exception:
        raised = traceback.format_exc(limit=-3)
    shutil.rmtree(folder, ignore_errors=True)
    same = len(bare) == len(seen) and all(a == b or (a != a and b != b) for a, b in zip(bare, seen, strict=False))
    told = None if not trial.unseen else any(trial.unseen in line for line in words)
    return Outcome(trial, same, raised, _first(trial, found), _false(trial, found), told, tuple(map(_short, found)), words, faults,
                   time.perf_counter() - started)  # fmt: skip


def _first(trial: Trial, found: tuple[Finding, ...]) -> bool | None:
    """Whether the cause is told first, with its place; notes do not count."""
    if not trial.truth:
        return None
    heavy = [finding for finding in found if finding.severity != NOTE] or list(found)
    return bool(heavy) and heavy[0].cause in trial.truth and (
        not trial.place or any(trial.place in layer for layer in heavy[0].layers) or trial.place in str(heavy[0]))  # fmt: skip


def _false(trial: Trial, found: tuple[Finding, ...]) -> int:
    """Errors of a healthy run."""
    return 0 if trial.truth else sum(finding.severity == ERROR for finding in found)


def _short(finding: Finding) -> str:
    return f"{finding.severity}: {finding.cause} {list(finding.layers[:3])} {finding}"


def _row(outcome: Outcome) -> str:
    marks = {True: "yes", False: "**no**", None: "–"}
    trial = outcome.trial
    return (f"| {trial.name} | {' / '.join(trial.truth) or 'healthy'} | {marks[outcome.same]} | {marks[not outcome.raised]} | "
            f"{marks[outcome.first]} | {outcome.false or '–'} | {marks[outcome.told]} |")  # fmt: skip


def summary(outcomes: list[Outcome]) -> str:
    """The counts that matter."""
    asked, healthy = [o for o in outcomes if o.first is not None], [o for o in outcomes if o.first is None]
    hidden = [o for o in outcomes if o.told is not None]
    return (
        f"{len(outcomes)} trials: losses bit-identical in {sum(o.same for o in outcomes)}, exceptions "
        f"{sum(bool(o.raised) for o in outcomes)}, true cause first {sum(bool(o.first) for o in asked)} of {len(asked)}, "
        f"healthy runs with a false error {sum(o.false > 0 for o in healthy)} of {len(healthy)}, "
        f"unseen told {sum(bool(o.told) for o in hidden)} of {len(hidden)}."
    )


def chosen(options: argparse.Namespace) -> list[Trial]:
    """Those of which the packages are here."""
    rows = [trial for number, trial in enumerate(TRIALS)
            if options.all or (number % 3 == 2) == options.aside]  # fmt: skip
    if options.names:
        rows = [trial for trial in rows if any(word in trial.name for word in options.names)]
    return [trial for trial in rows if all(importlib.util.find_spec(name) for name in trial.packages)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--aside", action="store_true", help="those that are kept aside")
    parser.add_argument("--all", action="store_true", help="those and all others")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    outcomes = []
    for trial in chosen(options):
        outcome = judged(trial)
        outcomes.append(outcome)
        print(("ok   " if outcome.right else "WRONG"), f"{outcome.seconds:5.1f} s", _row(outcome), flush=True)
        if not outcome.right or outcome.faults or options.names:
            for line in (
                *outcome.findings,
                outcome.raised,
                *(f"unseen: {u}" for u in outcome.unseen),
                *(f"FAULT {f}" for f in outcome.faults),
            ):
                print("        ", line, flush=True)
    print(summary(outcomes))
    keep(outcomes)


def keep(outcomes: list[Outcome]) -> None:
    """Add to the rows of earlier calls; with all of them the document is renewed."""
    known = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    known |= {outcome.trial.name: _plain(outcome) for outcome in outcomes}
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(known))
    rows = [Outcome(trial, **known[trial.name]) for trial in TRIALS if trial.name in known]
    if len(rows) == len(TRIALS):
        write(rows)


def _plain(outcome: Outcome) -> dict[str, object]:
    return {name: value for name, value in vars(outcome).items() if name != "trial"}


def write(outcomes: list[Outcome]) -> None:
    """The table, those kept aside by themselves."""
    aside = {trial.name for number, trial in enumerate(TRIALS) if number % 3 == 2}
    head = "| run | truth | losses bit-identical | no exception | cause first | false errors | unseen told |\n"
    head += "|---|---|---|---|---|---|---|"
    parts = []
    for title, rows in (("Looked at while fixing", [o for o in outcomes if o.trial.name not in aside]),
                        ("Kept aside", [o for o in outcomes if o.trial.name in aside])):  # fmt: skip
        parts += [f"## {title}", "", summary(rows), "", head, *map(_row, rows), ""]
    text = DOC.read_text(encoding="utf-8")
    DOC.write_text(
        text[: text.index(BEGIN)] + "\n".join([BEGIN, "", *parts, END]) + text[text.index(END) + len(END) :], encoding="utf-8"
    )


if __name__ == "__main__":
    main()
