"""What the recorder costs beside a bare PyTorch run, and how long a large table takes: python benchmarks/recorder.py

Bare and recorded runs alternate; medians; the table in docs/recorder.md is renewed.
"""

from __future__ import annotations

import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "resources" / "recorder")]

import torch  # noqa: E402
from bpx_record import Recorder  # noqa: E402
from torch import nn  # noqa: E402

from engine.interchange.tables import csv_data  # noqa: E402

ROUNDS = 5
DOC = ROOT / "docs" / "recorder.md"
BEGIN, END = "<!-- costs -->", "<!-- end of costs -->"


def mlp(width: int) -> nn.Module:
    layers: list[nn.Module] = [nn.Linear(10, width), nn.ReLU()]
    for _ in range(10):
        layers += [nn.Linear(width, width), nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(width, 1))


class Loop(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.rnn, self.out = nn.LSTM(8, 64, batch_first=True), nn.Linear(64, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.out(self.rnn(x)[0][:, -1])


WORK = {
    "12-layer MLP, width 64, batch 128": (lambda: mlp(64), (128, 10), 100),
    "12-layer MLP, width 512, batch 256": (lambda: mlp(512), (256, 10), 20),
    "LSTM, 64 units, 50 steps, batch 64": (Loop, (64, 50, 8), 20),
}
WAYS = {
    "every step": {},
    "every 10th": {"every": 10},
    "every 100th": {"every": 100},
    "every 10th, arrays": {"every": 10, "arrays": True},
}


def seconds(name: str, options: dict | None) -> float:
    """Seconds of one run; recorded if there are options."""
    make, shape, steps = WORK[name]
    torch.manual_seed(0)
    model, x = make(), torch.randn(*shape)
    y, criterion = torch.randn(shape[0], 1), nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    with tempfile.TemporaryDirectory() as folder:
        recorder = None if options is None else Recorder(model, optimizer, criterion, folder, **options)
        started = time.perf_counter()
        for _ in range(steps):
            optimizer.zero_grad()
            criterion(model(x), y).backward()
            optimizer.step()
        spent = time.perf_counter() - started
        if recorder is not None:
            recorder.close()
    return spent / steps


def table() -> list[str]:
    """A row for each model: milliseconds bare, and how many times that with the recorder."""
    lines = [f"| model | bare, ms a step | {' | '.join(WAYS)} |", f"|---|---{'|---' * len(WAYS)}|"]
    for name in WORK:
        seconds(name, None)
        found: dict[str, list[float]] = {key: [] for key in ("bare", *WAYS)}
        for _ in range(ROUNDS):
            found["bare"].append(seconds(name, None))
            for way, options in WAYS.items():
                found[way].append(seconds(name, options))
        bare = statistics.median(found["bare"])
        ratios = " | ".join(f"×{statistics.median(found[way]) / bare:.2f}" for way in WAYS)
        lines.append(f"| {name} | {1000 * bare:.2f} | {ratios} |")
        print(lines[-1], flush=True)
    return lines


def million_rows() -> str:
    """A table of a million rows and three columns."""
    rows = b"\n".join(b"%d.25,%d,%.4f" % (i, -i, i / 7) for i in range(1_000_000))
    content = b"a,b,c\n" + rows
    times = []
    for _ in range(3):
        started = time.perf_counter()
        csv_data.parse(content, csv_data.detect(content))
        times.append(time.perf_counter() - started)
    return (
        f"A CSV of a million rows and three columns ({len(content) / 2**20:.0f} MiB) is read in {statistics.median(times):.2f} s."
    )


if __name__ == "__main__":
    torch.set_num_threads(1)
    runs = f"medians of {ROUNDS} alternating runs (`make bench-recorder`)"
    made = f"PyTorch {torch.__version__}, one thread, {platform.machine()}, {runs}."
    words = "\n".join([BEGIN, *table(), "", made, "", million_rows(), END])
    text = DOC.read_text(encoding="utf-8")
    DOC.write_text(text[: text.index(BEGIN)] + words + text[text.index(END) + len(END) :], encoding="utf-8")
