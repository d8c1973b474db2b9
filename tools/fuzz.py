"""Damaged files, thousands of each kind: `python tools/fuzz.py 5000`, or `python tools/fuzz.py 500 bpx csv` for some kinds.

Each copy must be opened or refused with the program's own error, within a second, in 600 MiB, without a child left and without
unpickling anything. Exit status 1 if one was not.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "engine")]

from test_fuzz import FILES, FUZZING, SAMPLES  # noqa: E402


def tried(kind: str, count: int) -> dict:
    """What happened to damaged copies of that kind, in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILES.get(kind, f"sample.{kind}")
        SAMPLES[kind](path)
        done = subprocess.run([sys.executable, str(FUZZING), kind, str(path), "0", str(count)], capture_output=True, text=True)
    if done.returncode:
        return {"other": [f"ended with {done.returncode}: {done.stderr[-300:]}"], "ended": True}
    return json.loads(done.stdout.splitlines()[-1])


def main(arguments: list[str]) -> int:
    count, kinds = int(arguments[0]) if arguments else 500, arguments[1:] or list(SAMPLES)
    os.nice(10)
    bad = 0
    print(f"{'kind':12}{'copies':>8}{'opened':>8}{'refused':>8}{'slowest':>9}{'MiB':>6}")
    for kind in kinds:
        found = tried(kind, count)
        wrong = "ended" in found or bool(found["other"] or found["unpickled"] or found["children"])
        wrong = wrong or found["slowest"] > 1 or found["grown_mib"] > 600
        bad += wrong
        shown = "{opened:8}{refused:8}{slowest:8.2f}s{grown_mib:6.0f}"
        numbers = "" if "ended" in found else shown.format(**found)
        print(
            f"{kind:12}{count:8}{numbers}{'   WRONG' if wrong else ''}",
            *found["other"][:10],
            sep="\n    " if wrong else "",
            flush=True,
        )
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
