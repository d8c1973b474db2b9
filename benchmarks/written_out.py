"""C written out for the one network: the limit of what a table of operations can reach.

The very operations that our compiled step makes are written as C in which every size, stride and address is a constant, so that the
compiler specialises each; operations of equal form share a function, as a person would write it.
"""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from engine import Debugger, Experiment
from engine.runtime.native import levels, library
from engine.runtime.native.rows import ROW
from engine.runtime.native.tape import NativeTape

FORM = [name for name in ROW.names or () if name not in ("p", "work", "more")]
HEAD = f'#include "{library.SOURCE}"\n'
FUNCTION = """
__attribute__((flatten, noinline))
static void f{number}(double *r, double *a, double *b, double *work, double *c, double *d, double *e,
                      int64_t step, int64_t *doubt) {{
    const op o = {{{fields}, .p = {{r, a, b}}, .work = work, .more = {{c, d, e}}}};
    each(&o, step, doubt);
}}
"""
STEPS = """
void steps(int64_t count) {{
    int64_t doubt = 0;
    for (int64_t step = 0; step < count; step++) {{
{calls}
    }}
}}
"""


def _listed(value: Any) -> str:
    numbers = np.asarray(value)
    return str(int(numbers)) if numbers.ndim == 0 else "{" + ", ".join(map(_listed, numbers)) + "}"


def source(table: np.ndarray[Any, Any]) -> str:
    """The C of a table: a function for each form of operation, and one that makes the steps."""
    forms: dict[str, int] = {}
    calls = []
    for row in table:
        fields = ", ".join(f".{name} = {_listed(row[name])}" for name in FORM)
        number = forms.setdefault(fields, len(forms))
        places = ", ".join(f"(double *){int(at)}ull" for at in (*row["p"], row["work"], *row["more"]))
        calls.append(f"        f{number}({places}, step, &doubt);")
    functions = "".join(FUNCTION.format(number=number, fields=fields) for fields, number in forms.items())
    return HEAD + functions + STEPS.format(calls="\n".join(calls))


def peer(experiment: Experiment) -> Callable[[int], Any]:
    """Makes so many training steps; nothing is recorded. OSError if the compiler fails."""
    debugger = Debugger(experiment)
    debugger.run(2)
    backend: Any = debugger.backend
    tape = NativeTape([*backend._before, *(call for _, calls in backend.plan() for call in calls)])
    if tape.foreign:
        raise OSError("an operation has no counterpart in C")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "steps.c"
        file.write_text(source(tape.table), "utf-8")
        made = file.with_suffix(library.SUFFIX)
        command = [library.compiler() or "cc", *library.OPTIONS, *levels.chosen().options, "-w", "-o", str(made), str(file), "-lm"]
        subprocess.run(command, check=True)
        loaded: Any = ctypes.CDLL(str(made)).steps

    def steps(count: int, kept: object = (debugger, tape)) -> None:
        loaded(ctypes.c_int64(count))

    return steps
