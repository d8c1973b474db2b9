"""The command that looks for causes: `diagnose`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tqdm import tqdm

from engine.headless import pictures, tables
from engine.headless.figure_options import drawn_files, drawn_of
from engine.headless.progress import progress_of
from engine.insight.diagnosis.advice import advice
from engine.insight.diagnosis.finding import Finding
from engine.insight.diagnosis.remedies.proposals import Proposal, proposals, titles
from engine.insight.diagnosis.trial import SEEDS, Examination, Outcome, Trial, examine, helpful, plan, proposed, ranked, tried
from engine.insight.diagnosis.trial import run as run_trial
from engine.insight.study.jobs import Ended, Jobs
from engine.insight.trace.seen import seen_in, unseen
from engine.insight.trace.trace import findings as trace_findings
from engine.insight.trace.trace import overcome
from engine.interchange.documents.kinds import is_trace
from engine.interchange.documents.trace_file import is_norms, read_trace
from engine.model.experiment import Experiment
from engine.model.language import said
from engine.model.problem import refuse, text
from engine.runtime.debugger import Debugger

SHOWN = 6  # layers of a finding


def diagnose(options: argparse.Namespace) -> int:
    """Train for some epochs, report what is wrong, and with --try measure the remedies."""
    drawn_of(options)
    if is_trace(options.what) or is_norms(options.what):
        if options.measure:
            hint = text("Rebuild it as a network first: {command}.")
            command = f"backprop-explorer replica {options.what} replica.json"
            raise refuse("--try", text("a recorded run cannot be trained again."), hint, command=command)
        trace = read_trace(options.what, options.tags)
        written = drawn_files(options.drawing.trace, trace, Path(options.figures), drawn_of(options)) if options.figures else []
        if Path(options.what).is_dir() and Path(trace.source) != Path(options.what):
            print(said("the newest run: {path}", path=trace.source), file=sys.stderr)
        seen, missing = [*map(str, seen_in(trace))], [*map(str, unseen(trace))]
        return _tell(trace_findings(trace), (), options.json, written, overcome(trace), seen=seen, not_recorded=missing)
    experiment = tables.experiment_of(options)
    with tqdm(total=options.epochs, unit="epoch", file=sys.stderr) as bar:
        found = examine(Examination(experiment, options.epochs), lambda done: bar.update(done - bar.n))
    findings, past = [f for f in found if not f.overcome], [f for f in found if f.overcome]
    outcomes: tuple[Outcome, ...] = ()
    refused: tuple[Proposal, ...] = ()
    ended: dict[str, Ended] = {}
    if options.measure:
        names = proposed(findings)
        refused = tuple(found for found in proposals(experiment, names) if found.experiment is None)
        outcomes, ended = measured(plan(experiment, names, options.measure))
    written = _figures(options, experiment) if options.figures else []
    return _tell(findings, outcomes, options.json, written, past, refused, ended=ended)


def measured(trials: Sequence[Trial]) -> tuple[tuple[Outcome, ...], dict[str, Ended]]:
    """The outcomes, best first, and those that were ended, by the name of the remedy."""
    results = list(progress_of(Jobs(run_trial, trials)))
    ended = {trials[number].remedy: result for number, result in results if isinstance(result, Ended)}
    return ranked([result for _, result in results if not isinstance(result, Ended)]), ended


def _figures(options: argparse.Namespace, experiment: Experiment) -> list[Path]:
    """The figures of a run over the examined epochs."""
    debugger = Debugger(experiment)
    debugger.run(options.epochs * debugger.program.batches.per_epoch)
    return drawn_files(options.drawing.figures, debugger, experiment, Path(options.figures), drawn_of(options))


def _tell(
    findings: Sequence[Finding], outcomes: Sequence[Outcome], as_json: bool, written: Sequence[Path],
    past: Sequence[Finding] = (), refused: Sequence[Proposal] = (), seen: Sequence[str] = (),
    not_recorded: Sequence[str] = (), ended: Mapping[str, Ended] = MappingProxyType({}),
) -> int:  # fmt: skip
    """Print what was found, what was resolved on the way, and what could not be looked at."""
    if as_json:
        print(
            json.dumps(
                {
                    "findings": [described(finding) for finding in findings],
                    "overcome": [described(finding) for finding in past],
                    "remedies": [_measured(o) for o in outcomes],
                    "helpful": [o.remedy for o in helpful(outcomes)],
                    "refused": {found.name: str(found.problem) for found in refused},
                    "ended": {name: str(found) for name, found in ended.items()},
                    "recorded": list(seen),
                    "not_recorded": list(not_recorded),
                    "files": list(map(str, written)),
                }
            )
        )
        return 0
    if seen:
        print(said("recorded: {what}", what="; ".join(seen)))
    if not_recorded:
        print(said("not recorded, so not checked: {what}", what="; ".join(not_recorded)))
    for finding in findings:
        _print_finding(finding, outcomes)
    if not findings:
        print(said("nothing found"))
    if past:
        print(said("resolved: no longer a problem"))
    for finding in past:
        _print_finding(finding)
    print_outcomes(outcomes, refused)
    for name, found in ended.items():
        print(said("terminated: {what}: {why}", what=joined(name), why=found))
    return 0


def print_outcomes(outcomes: Sequence[Outcome], refused: Sequence[Proposal]) -> None:
    """What the remedies gained, best first; the loss is the median over the seeds."""
    if outcomes:
        data = said("held-out samples") if outcomes[0].held_out else said("the whole data set")
        print(said("remedies, each trained from the start (seeds: {seeds}): median loss on {data} ± half the range",
                   seeds=SEEDS, data=data))  # fmt: skip
    gained = {outcome.remedy for outcome in helpful(outcomes)}
    for outcome in outcomes:
        left = said("{share} of a constant prediction's", share=f"{outcome.left:6.1%}") if outcome.constant > 0 else ""
        does = said(", helps") if outcome.remedy in gained else ""
        loss = said("loss {loss} ± {spread}", loss=f"{outcome.loss:<10.4g}", spread=f"{outcome.spread:<8.2g}")
        print(f"{loss} {left}  {joined(outcome.remedy)}{does}")
    for found in refused:
        print(said("cannot be applied: {what}: {why}", what=joined(found.name), why=found.problem))
    if outcomes and not gained:
        print(
            said("none of these helps: no remedy lowers the loss by more than it varies between seeds")
            if len(outcomes) > 1
            else said("there is no remedy to try")
        )


def joined(name: str) -> str:
    """The titles of a remedy or a pair; those of the unchanged network where there is none."""
    return " + ".join(map(said, titles(name))) if name else said("unchanged")


def _print_finding(finding: Finding, outcomes: Sequence[Outcome] = ()) -> None:
    place = f" [{', '.join(finding.layers[:SHOWN])}{' …' * (len(finding.layers) > SHOWN)}]" if finding.layers else ""
    print(f"{said(finding.severity)}: {finding.cause}{place}, {_when(finding)}\n  {finding}")
    for name, value in finding.evidence:
        print(f"    {said(name)}: {value}")
    if advice(finding):
        print("    " + said("next: {advice}", advice=said(advice(finding))))
    if finding.remedies and not finding.overcome:
        print(f"    {_helps(finding, outcomes)}")


def _when(finding: Finding) -> str:
    """Since when it is so, and when that was measured; the way to where it was last so, if it is overcome."""
    last = finding.step if finding.measured is None else finding.measured
    if finding.overcome:
        return said("from training step {step}, last seen after step {last}", step=finding.step + 1, last=last)
    if last != finding.step:
        return said("since training step {step}, measured after step {last}", step=finding.step + 1, last=last)
    return said("since training step {step}", step=finding.step + 1)


def _helps(finding: Finding, outcomes: Sequence[Outcome]) -> str:
    """What may help, or after a trial what did."""
    helped, idle = tried(finding.remedies, outcomes)
    if helped:
        return said("helps: {what}", what=", ".join(map(joined, helped)))
    if idle:
        return said("tried without success: {what}", what=", ".join(map(joined, idle)))
    return said("may help: {what}", what=", ".join(map(joined, finding.remedies)))


def described(finding: Finding) -> dict[str, Any]:
    """A finding as plain values."""
    return {
        "cause": finding.cause,
        "severity": finding.severity,
        "message": str(finding),
        "next": advice(finding),
        "layers": list(finding.layers),
        "step": finding.step,
        "measured": finding.measured,
        "time": finding.time,
        "instruction": finding.instruction,
        "evidence": dict(finding.evidence),
        "remedies": list(finding.remedies),
    }


def _measured(outcome: Outcome) -> dict[str, Any]:
    return {
        "remedy": outcome.remedy or None,
        "loss": _plain(outcome.loss),
        "spread": _plain(outcome.spread),
        "left": _plain(outcome.left),
        "gradient_ratio": _plain(outcome.ratio),
        "stop": outcome.stop,
        "curves": [{"steps": curve.steps.tolist(), "losses": [*map(_plain, curve.losses.tolist())]} for curve in outcome.curves],
    }


def _plain(value: float) -> float | None:
    return value if abs(value) < float("inf") else None


def add_parser(verbs: Any, positive: Callable[[str], int]) -> argparse.ArgumentParser:
    """The options of the command."""
    look: argparse.ArgumentParser = verbs.add_parser(
        "diagnose", help=said("report what is wrong with a network, where, since when, and what may help")
    )
    look.add_argument(
        "what",
        metavar="FILE|NAME|TABLE|TRACE",
        help=said("an experiment file, an example, a table (CSV, Excel), pictures (a folder, .npz), or a recorded run"),
    )
    look.add_argument("--epochs", type=positive, default=30, help=said("watch it learn for this many epochs (default 30)"))
    look.add_argument(
        "--try",
        dest="measure",
        type=positive,
        metavar="STEPS",
        help=said("try each remedy for this many training steps, and rank the remedies"),
    )
    tags = said("the tags of gradient norms in event files, with * for the layer, such as stats/*/norm")
    look.add_argument("--tags", default="", metavar="PATTERN", help=tags)
    tables.add_options(look)
    pictures.add_options(look)
    return look
