"""A table on the command line: an experiment with a small network that fits it, by the proposals of the window's dialog."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from engine.headless import pictures
from engine.interchange.documents.examples import load
from engine.interchange.documents.kinds import is_pictures, is_table
from engine.interchange.pictures.data import NAME
from engine.interchange.tables import csv_data
from engine.interchange.tables.form import detect
from engine.interchange.tables.proposal import CATEGORY, CLASS, INPUT, TARGET, UNUSED, Proposal, gaps_for, propose, settings_of
from engine.interchange.tables.sources import content_of
from engine.library.columns import FILL, LEAVE_OUT, REFUSE, Columns
from engine.model.experiment import Experiment
from engine.model.language import said
from engine.model.network import Network
from engine.model.problem import refuse, text
from engine.program.fitting import fit_to_data, with_room

OPTIONS = ("target", "without", "as_class", "as_number", "gaps", "standardise", "sheet")
GAPS = {"leave-out": LEAVE_OUT, "fill": FILL, "refuse": REFUSE}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of a table."""
    group = parser.add_argument_group(
        said("tables"), said("for FILE.csv, .tsv, .csv.gz, .xlsx; anything not given is chosen as the window would suggest")
    )
    group.add_argument("--target", action="append", metavar="COLUMN", help=said("a column to predict (repeat for several)"))
    group.add_argument(
        "--without", action="append", default=[], metavar="COLUMN", help=said("leave this column out (repeat for several)")
    )
    group.add_argument(
        "--as-class", action="append", default=[], metavar="COLUMN", help=said("treat the numbers in this column as class labels")
    )
    group.add_argument(
        "--as-number", action="append", default=[], metavar="COLUMN", help=said("treat the numbers in this column as quantities")
    )
    group.add_argument("--held-out", type=float, metavar="SHARE", help=said("share of the rows to hold out (0 to 0.9)"))
    group.add_argument("--gaps", choices=GAPS, help=said("what to do with rows that have missing values"))
    group.add_argument(
        "--standardise",
        action=argparse.BooleanOptionalAction,
        help=said("rescale input columns to mean 0 and standard deviation 1"),
    )
    group.add_argument("--sheet", default="", metavar="NAME", help=said("the sheet of an Excel workbook"))


def of_data(options: argparse.Namespace) -> bool:
    """Whether what is named are data without a network: a table, or pictures."""
    return is_table(options.what) or is_pictures(options.what)


def expect_of_use(options: argparse.Namespace) -> None:
    """ExperimentError where options of tables or pictures are given for what is neither."""
    table, images = is_table(options.what), is_pictures(options.what)
    useless = (*(() if table else OPTIONS), *(() if images else pictures.OPTIONS), *(() if table or images else ("held_out",)))
    given = [f"--{name.replace('_', '-')}" for name in useless if getattr(options, name) not in (None, "", [])]
    if given:
        raise refuse(str(options.what), text("these options have no effect here: {options}."), options=", ".join(given))


def experiment_of(options: argparse.Namespace) -> Experiment:
    """The experiment that is named: a file, an example, or a table or pictures with what is proposed for them."""
    expect_of_use(options)
    if not of_data(options):
        return load(options.what)
    if is_pictures(options.what):
        return pictures.experiment_of(options)
    path = Path(options.what)
    source = content_of(path, options.sheet)
    form = detect(source.content)
    columns = csv_data.look(source.content, form, str(path))
    proposal = _chosen(columns, options)
    settings = settings_of(proposal.roles, columns)
    if not settings["inputs"] or not settings["targets"]:
        words = text("a network needs at least one input and one target, but the only columns to use are: {names}.")
        raise refuse(str(path), words, names=", ".join([*settings["inputs"], *settings["targets"]]) or "–")
    if source.sheets:
        settings["sheet"] = source.sheet
    gaps = {} if columns.whole([*settings["inputs"], *settings["targets"]]).all() else {"gaps": proposal.gaps}
    choice = csv_data.choice_of(path, form, columns, settings.pop("inputs"), settings.pop("targets"), **settings, **gaps,
                                standardise=proposal.standardise, held_out=proposal.held_out)  # fmt: skip
    blank = with_room(replace(Experiment(title=path.name), network=Network()), columns.samples)
    return fit_to_data(replace(blank, data=choice), suggest=True)


def _chosen(columns: Columns, options: argparse.Namespace) -> Proposal:
    """What is proposed, as far as nothing else was asked for."""
    for name in (*(options.target or ()), *options.without, *options.as_class, *options.as_number):
        if name not in columns.names:
            raise refuse(str(options.what), text("there is no column {name!r}."), text("Known names: {known}."), name=name,
                         known=", ".join(columns.names))  # fmt: skip
    found = propose(columns, options.target or ())
    roles = dict(found.roles) | dict.fromkeys(options.without, UNUSED)
    for name in options.as_class:
        roles[name] = CLASS if roles[name] in (TARGET, CLASS) else CATEGORY
    for name in options.as_number:
        roles[name] = TARGET if roles[name] in (TARGET, CLASS) else INPUT
    used = [name for name, role in roles.items() if role != UNUSED]
    return Proposal(
        roles,
        found.standardise if options.standardise is None else options.standardise,
        found.held_out if options.held_out is None else options.held_out,
        GAPS[options.gaps] if options.gaps else gaps_for(columns, used),
    )


def told(experiment: Experiment) -> str:
    """What became of a table or of pictures, in one line."""
    if experiment.data.name == NAME:
        return pictures.told(experiment)
    settings = experiment.data.settings
    rows: Columns = settings["rows"]
    parts = [
        said("inputs: {names}", names=", ".join(settings["inputs"])),
        said("targets: {names}", names=", ".join(settings["targets"])),
    ]
    left = [name for name in rows.names if name not in (*settings["inputs"], *settings["targets"])]
    parts += [said("not used: {names}", names=", ".join(left))] if left else []
    parts += [said("standardised")] if settings["standardise"] else []
    parts += [said("held out: {share}", share=f"{settings['held_out']:g}")] if settings["held_out"] else []
    gaps = rows.samples - int(rows.whole((*settings["inputs"], *settings["targets"])).sum())
    parts += [said("rows with gaps: {count} ({done})", count=gaps, done=said(settings["gaps"]))] if gaps else []
    return "; ".join(parts)
