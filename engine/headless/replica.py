"""The command that rebuilds a recorded run as a small network: `replica`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from typing import Any

from engine.headless.diagnose import described, joined, measured, print_outcomes
from engine.insight.diagnosis.finding import Finding
from engine.insight.diagnosis.remedies.proposals import proposals
from engine.insight.diagnosis.trial import Examination, Outcome, examine, helpful, plan, proposed
from engine.insight.trace.lines import lines
from engine.insight.trace.replica import replica
from engine.insight.trace.trace import findings
from engine.interchange.documents.experiment_file import write
from engine.interchange.documents.trace_file import read_trace
from engine.model.language import said


def rebuild(options: argparse.Namespace) -> int:
    """Write the replica, say whether it shows what the run shows, and with --try what helps, as lines for one's own script."""
    trace = read_trace(options.trace, options.tags)
    found = replica(trace)
    write(found.experiment, options.output)
    run, small = findings(trace), examine(Examination(found.experiment, options.epochs))
    present = [finding for finding in small if not finding.overcome]
    names = proposed([*present, *run]) if options.measure else ()
    refused = tuple(proposal for proposal in proposals(found.experiment, names) if proposal.experiment is None)
    outcomes, _ = measured(plan(found.experiment, names, options.measure)) if names else ((), {})
    both = [finding.cause for finding in run if any(finding.cause == other.cause for other in small)]
    if options.json:
        told = {"file": str(options.output), "differences": [*map(str, found.differences)], "run": [*map(described, run)],
                "replica": [*map(described, present)], "reproduced": both,
                "lines": {outcome.remedy: lines(outcome.remedy) for outcome in helpful(outcomes)}}  # fmt: skip
        print(json.dumps(told))
        return 0
    print(said("wrote {path}", path=options.output))
    for difference in found.differences:
        print(f"  {difference}")
    _tell_both(run, both)
    print_outcomes(outcomes, refused)
    _tell_lines(helpful(outcomes))
    return 0


def _tell_both(run: Sequence[Finding], both: Sequence[str]) -> None:
    for finding in run:
        shown = said("the replica shows it too") if finding.cause in both else said("the replica does not show it")
        print(f"{finding.cause}: {shown}\n  {finding}")
    if not run:
        print(said("nothing found"))


def _tell_lines(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        print(said("in your script: {what}", what=joined(outcome.remedy)))
        print("\n".join(f"    {line}" for line in lines(outcome.remedy).splitlines()))


def add_parser(verbs: Any, positive: Callable[[str], int]) -> argparse.ArgumentParser:
    """The options of the command."""
    parser: argparse.ArgumentParser = verbs.add_parser(
        "replica", help=said("rebuild a recorded run as a small network, and try remedies on it")
    )
    parser.add_argument("trace", metavar="TRACE", help=said("a recorded run"))
    parser.add_argument("output", metavar="FILE", help=said("the experiment file to write"))
    parser.add_argument("--epochs", type=positive, default=30, help=said("watch it learn for this many epochs (default 30)"))
    parser.add_argument(
        "--try", dest="measure", type=positive, metavar="STEPS",
        help=said("try each remedy for this many training steps, and print what helps as lines of PyTorch"),
    )  # fmt: skip
    tags = said("the tags of gradient norms in event files, with * for the layer, such as stats/*/norm")
    parser.add_argument("--tags", default="", metavar="PATTERN", help=tags)
    parser.add_argument("--json", action="store_true", help=said("print one JSON object to stdout"))
    return parser
