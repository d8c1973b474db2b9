"""Pictures on the command line: an experiment with a small network that reads them, by the proposals of the window's dialog."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from engine.interchange.pictures import data
from engine.library.datasets import DATASETS
from engine.library.pictures import LARGEST, Pictures
from engine.model.experiment import Experiment
from engine.model.language import said
from engine.model.problem import ExperimentError
from engine.model.setting import complete
from engine.program.check import load_table
from engine.program.fitting import with_picture_network

OPTIONS = ("pixels", "colour", "samples")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of pictures; that of the held-out share is that of tables."""
    group = parser.add_argument_group(said("pictures"), said("for a folder with a subfolder for each class, or FILE.npz"))
    size = said("scale all pictures to this size (0: leave them as they are; maximum {most})", most=LARGEST)
    group.add_argument("--pixels", type=int, metavar="N", help=size)
    group.add_argument("--colour", action=argparse.BooleanOptionalAction, help=said("red, green and blue instead of grey"))
    group.add_argument("--samples", type=int, metavar="N", help=said("at most this many pictures, chosen by the seed"))


def experiment_of(options: argparse.Namespace) -> Experiment:
    """The experiment for the pictures that are named."""
    path = Path(options.what)
    given = {"size": options.pixels, "colour": options.colour, "samples": options.samples, "held_out": options.held_out}
    choice = data.choice_of(path, data.read(path), **{name: value for name, value in given.items() if value is not None})
    blank = replace(Experiment(title=path.name[:200]), data=choice)
    problems = load_table(blank)[1]
    if problems:
        raise ExperimentError(problems)
    return with_picture_network(blank)


def told(experiment: Experiment) -> str:
    """What became of the pictures, in one line."""
    pictures: Pictures = experiment.data.settings["pictures"]
    table, settings = load_table(experiment)[0], complete(DATASETS[data.NAME].settings, {}, "")[0] | experiment.data.settings
    height, width = table.grid
    kept = 0 if table.held_out is None else table.held_out.samples
    used = said("pictures: {used} of {count}", used=table.samples + kept, count=pictures.samples)
    size = said("{height} × {width} pixels", height=height, width=width)
    colours = said("in colour") if settings["colour"] else said("in grey")
    names = ", ".join(pictures.names) if pictures.names else said("none: each picture is its own target")
    return "; ".join([used, f"{size} {colours}", said("classes: {names}", names=names), said("held out: {share}", share=kept)])
