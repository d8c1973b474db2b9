"""The figures of docs/reliability.md, measured again: what is lost, what lives on, how long an end takes, what a bad place does.

Every row starts real processes and waits for what they do. `--tries` says how often the signals are sent, `--monkey` for how many
minutes the monkey plays. The table replaces what stands below the marker in docs/reliability.md.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "gui")]

from started import Started  # noqa: E402

OUT, MARKER = ROOT / "docs" / "reliability.md", "<!-- table -->"
SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")
SWEEP = ["sweep", "--lengths", "20:60:2", "--seeds", "40"]
Row = tuple[str, str, str]


@contextmanager
def home(**places: str) -> Iterator[Path]:
    """The folders of a person nobody knows yet."""
    with tempfile.TemporaryDirectory(prefix="backprop-explorer-torture-") as folder:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = places.get(kind, str(Path(folder) / kind.lower()))
        os.environ["HOME"], os.environ["TMPDIR"] = folder, folder
        yield Path(folder)


def children(pid: int) -> set[int]:
    """The processes that a process has started, and those that they have."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if words[0] != "Z":
            parents.setdefault(int(words[1]), []).append(int(stat.parent.name))
    found, waiting = set[int](), [pid]
    while waiting:
        more = parents.get(waiting.pop(), [])
        found.update(more)
        waiting += more
    return found


def gone(pids: set[int]) -> float:
    """Seconds until none of them lives."""
    started = time.monotonic()
    while any(_lives(pid) for pid in pids):
        time.sleep(0.005)
    return time.monotonic() - started


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# what is lost ------------------------------------------------------------------------------------


def edits_lost(tries: int) -> Row:
    """An edit, a tenth of a second, a signal: is the edit in the unsaved work?"""
    lost = 0
    for number in range(tries):
        with home() as folder, Started() as window:
            window.tell("edit")
            time.sleep(0.1)
            window.process.send_signal(getattr(signal, SIGNALS[number % len(SIGNALS)]))
            code, _ = window.ended()
            kept = [json.loads(path.read_text()) for path in folder.rglob("unsaved-*.json")]
            nodes = [node for found in kept for node in found["network"]["nodes"] if node["id"] == "h"]
            lost += code != 0 or [node["units"] for node in nodes] != [7]
    return "edits lost on TERM, INT or HUP 0.1 s after them", f"{lost} of {tries}", "0"


# what lives on -----------------------------------------------------------------------------------


def workers_of_command(name: str) -> Row:
    """The command line in the midst of a sweep."""
    with home() as folder:
        before = set(os.listdir("/dev/shm"))
        with subprocess.Popen(
            [sys.executable, str(ROOT / "main.py"), *SWEEP], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as sweep:
            _past_the_first(sweep)
            pids = children(sweep.pid)
            sweep.send_signal(getattr(signal, name))
            seconds = gone({sweep.pid, *pids})
            sweep.communicate()
        left = len(list(folder.iterdir())) + len(set(os.listdir("/dev/shm")) - before)
    return f"{name[3:]} of `sweep`: {len(pids)} children, the last gone after", f"{seconds:.2f} s, {left} files left", "≤ 2 s, none"


def _past_the_first(sweep: subprocess.Popen[bytes]) -> None:
    """Until the bar says that a network was measured."""
    assert sweep.stderr is not None
    seen = b""
    while b"0%" not in seen or b" 1/" not in seen:
        piece = sweep.stderr.read1(4096)  # type: ignore[attr-defined]
        if not piece:
            raise RuntimeError(seen.decode())
        seen += piece


def workers_of_window(end: str) -> Row:
    """The window in the midst of a sweep: its end, and that of what it started."""
    with home(), Started() as window:
        window.tell("sweep")
        pids = children(window.process.pid)
        started = time.monotonic()
        if end == "close":
            window.process.stdin.write("close\n")
            window.process.stdin.flush()
        else:
            window.process.send_signal(getattr(signal, end))
        gone({window.process.pid, *pids})
        seconds = time.monotonic() - started
    what = "window closed" if end == "close" else f"{end[3:]} of the window"
    return (
        f"{what} during a sweep: {len(pids)} children, all gone after",
        f"{seconds:.2f} s",
        "≤ 1 s" if end == "close" else "≤ 2 s",
    )


def quit_after(verb: str) -> Row:
    """From closing the window to the end of the process."""
    with home(), Started() as window:
        if verb == "run":
            window.tell("run", "more")
        started = time.monotonic()
        window.process.stdin.write("close\n")
        window.process.stdin.flush()
        gone({window.process.pid})
        seconds = time.monotonic() - started
    return (
        f"window closed, {'training' if verb == 'run' else 'idle'}: ended after",
        f"{seconds:.2f} s",
        "≤ 1 s" if verb == "run" else "≤ 0.5 s",
    )


# a cluster that does not work --------------------------------------------------------------------


def dask(what: str) -> Row:
    """A server that accepts and says nothing; a scheduler without workers."""
    with home():
        if what == "mute":
            with socket.create_server(("127.0.0.1", 0)) as server:
                return "Dask server that is mute: told after", _told(f"tcp://127.0.0.1:{server.getsockname()[1]}"), "≤ 10 s"
        from distributed import LocalCluster

        with LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address=None) as cluster:
            return "Dask scheduler without workers: told after", _told(cluster.scheduler_address), "≤ 10 s"


def _told(address: str) -> str:
    started = time.monotonic()
    words = [sys.executable, str(ROOT / "main.py"), *SWEEP, "--backend", "dask", "--scheduler", address]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    told = (
        "in words"
        if done.returncode == 2 and "Dask scheduler" in done.stderr and "Traceback" not in done.stderr
        else "NOT in words"
    )
    return f"{time.monotonic() - started:.1f} s, {told}"


# bad places --------------------------------------------------------------------------------------


def _opens(what: str, limit: int | None = None) -> Row:
    """Whether a window stands there, says what it cannot keep, and closes as it should."""
    with Started(limit) as window:
        said = window.status
        if said:
            window.tell("edit")
            window.process.stdin.write("close\n")
            window.process.stdin.flush()
        code, errors = window.ended()
    if not said.startswith("ready") or code or "Traceback" in errors:
        return f"start with {what}", f"FAILED: {errors[-300:]}", "opens"
    return f"start with {what}", "opens" + (", says what it cannot keep" if "will not be kept" in said else ""), "opens"


def places() -> Iterator[Row]:
    """Starts in places that are not as they should be."""
    nowhere = dict.fromkeys(("CONFIG", "DATA", "STATE", "CACHE"), "/proc/nowhere")
    with home(**nowhere):
        yield _opens("a home that cannot be written")
    with home() as folder:
        (folder / "file").write_text("")
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = str(folder / "file" / kind)
        yield _opens("a home that is a file")
    with home():
        yield _opens("a disk on which no file can grow", limit=0)
    with home() as folder:
        _opens("nothing wrong")
        log = next(folder.rglob("backprop-explorer.log"))
        log.unlink()
        log.mkdir()
        yield _opens("a log that cannot be written")
        (log.parent / "unsaved-dead.json").symlink_to(folder / "nowhere.json")
        yield _opens("unsaved work that leads nowhere")


# the window itself -------------------------------------------------------------------------------


def stopped(times: int = 5) -> Row:
    """Stopped in the midst of a run and let go on."""
    with home(), Started() as window:
        window.tell("run", "more")
        for _ in range(times):
            window.process.send_signal(signal.SIGSTOP)
            time.sleep(1.0)
            window.process.send_signal(signal.SIGCONT)
            window.tell("more")
        window.tell("close")
        code, errors = window.ended()
    fine = code == 0 and "Traceback" not in errors
    return f"STOP and CONT in the midst of a run, {times} times", "goes on" if fine else f"FAILED: {errors[-200:]}", "goes on"


def together() -> Row:
    """Two windows, one of them killed after an edit."""
    with home(), Started() as one, Started() as other:
        one.tell("edit", "keep")
        before = other.tell("found")
        one.process.kill()
        one.ended()
        found = (before, other.tell("found"))
    told = "finds its work, and only then" if found == ("0", "1") else f"FAILED: {found}"
    return "two windows, one killed: the other", told, "finds it"


def monkey(minutes: float) -> Iterator[Row]:
    """The monkey with the run of the whole window."""
    words = [
        sys.executable,
        str(ROOT / "tests" / "gui" / "long_monkey.py"),
        "--seed",
        str(int(time.time())),
        "--minutes",
        str(minutes),
    ]
    done = subprocess.run(words, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1]) if done.stdout else {"faults": [done.stderr[-500:]], "actions": 0}
    name = f"monkey, seed {found.get('seed')}, {found.get('minutes')} minutes"
    yield f"{name}: faults in {found['actions']:,} actions", str(len(found["faults"])), "0"
    yield (
        f"{name}: memory after the first third",
        f"{found.get('mib_an_hour', '?')} MiB an hour, {found.get('mib')} MiB",
        "≤ 8 MiB an hour",
    )


# sizes -------------------------------------------------------------------------------------------

USED = """
import json, resource, sys
from benchmarks.sizes import chain
from engine import Debugger
from engine.program.lower import size_of
used = lambda: 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
experiment, before = chain(2, 4000), used()
told = size_of(experiment).bytes - (64 << 20)  # what is there before
Debugger(experiment).run(2)
print(json.dumps([told, used() - before]))
"""


def sizes() -> Iterator[Row]:
    """What large networks take: seconds of a processor in the window, and memory beside what was told before."""
    with home():
        done = subprocess.run([sys.executable, str(ROOT / "benchmarks" / "sizes.py")], capture_output=True, text=True)
    for name, found in json.loads(done.stdout.splitlines()[-1]).items():
        title = {"deep": "500 layers", "wide": "2 layers of 2,000 units"}[name]
        for words, goal in (("edit", 1.0), ("step", 0.1)):
            kind = [(taken, deed) for deed, allowed, taken in found if allowed == goal]
            taken, deed = max(kind)
            median = sorted(kind)[len(kind) // 2][0]
            yield f"{title}: the slowest {words} of {len(kind)} ({deed})", f"{taken:.2f} s; median {median:.2f} s", f"≤ {goal:g} s"
    done = subprocess.run(
        [sys.executable, "-c", USED], capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    told, used = (number / (1 << 20) for number in json.loads(done.stdout))
    yield "2 layers of 4,000 units: memory told before, and used", f"{told:.0f} MiB, {used:.0f} MiB", "the same"


def rows(options: argparse.Namespace) -> Iterator[Row]:
    """All rows, each measured when it is asked for."""
    yield edits_lost(options.tries)
    for name in ("SIGKILL", "SIGTERM"):
        yield workers_of_command(name)
    for end in ("close", "SIGTERM", "SIGKILL"):
        yield workers_of_window(end)
    yield quit_after("idle")
    yield quit_after("run")
    yield dask("mute")
    yield dask("empty")
    yield from places()
    yield from sizes()
    yield stopped()
    yield together()
    if options.monkey:
        yield from monkey(options.monkey)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=50)
    parser.add_argument("--monkey", type=float, default=60.0, metavar="MINUTES")
    options = parser.parse_args()
    began, lines = os.getloadavg()[0], []
    for row in rows(options):
        lines.append(f"| {' | '.join(row)} |")
        print(lines[-1], flush=True)
    head, _, _ = OUT.read_text(encoding="utf-8").partition(MARKER)
    note = (
        f"{datetime.date.today()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {began:.0f} at the start."
    )
    table = "\n".join(["| what | measured | goal |", "|---|---|---|", *lines])
    OUT.write_text(f"{head}{MARKER}\n\n{note}\n\n{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
