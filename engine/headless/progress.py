"""Progress of many jobs on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from tqdm import tqdm

from engine.insight.study.jobs import Jobs


def progress_of(jobs: Jobs) -> Iterator[tuple[int, Any]]:
    """The results of jobs, with a bar on stderr; an interrupt cancels the rest."""
    with tqdm(total=jobs.total, unit="run", file=sys.stderr) as bar:
        for result in jobs:
            bar.update(1)
            yield result
