"""What recording costs on ResNet-18 and a 6-block GPT-2: python benchmarks/real_runs/cost.py

Seconds of the processor on one thread, so that other work on the machine does not count; bare and recorded runs alternate.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).resolve().parents[2] / "resources" / "recorder")]
import torch  # noqa: E402
from bpx_record import Recorder  # noqa: E402
from language import Logits, gpt2, next_token  # noqa: E402
from torch import nn  # noqa: E402
from trial import ROOT, images, tokens  # noqa: E402, F401
from vision import tv  # noqa: E402

ROUNDS, STEPS = 3, 20


def resnet() -> tuple[nn.Module, Callable[[], torch.Tensor], nn.Module]:
    model, criterion = tv("resnet18"), nn.CrossEntropyLoss()
    x, y = images(size=64, count=16)(0)
    return model, lambda: criterion(model(x), y), criterion


def gpt() -> tuple[nn.Module, Callable[[], torch.Tensor], None]:
    model = Logits(gpt2(6, n_embd=256, n_positions=128, vocab_size=512))
    x, y = tokens(512, 128, 8)(0)
    return model, lambda: next_token(model(x), y), None


def seconds(make: Callable[[], tuple], every: int) -> float:
    """Processor seconds of a step; recorded each so many-th, 0 for never."""
    torch.manual_seed(0)
    model, loss_of, criterion = make()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    with tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(model, optimizer, criterion, folder, every=every) if every else None
        for number in range(STEPS + every):
            if number == every:  # the first recorded step knows nothing yet
                started = time.process_time()
            optimizer.zero_grad()
            loss = loss_of()
            (recorder.loss(loss) if recorder and criterion is None else loss).backward()
            optimizer.step()
        spent = time.process_time() - started
        if recorder:
            recorder.close()
    return spent / STEPS


def main() -> None:
    torch.set_num_threads(1)
    for name, make in (("ResNet-18, 16 × 64 × 64", resnet), ("GPT-2, 6 blocks, 256 wide, 8 × 128", gpt)):
        bare, each, tenth = [], [], []
        for _ in range(ROUNDS):
            bare.append(seconds(make, 0))
            each.append(seconds(make, 1))
            tenth.append(seconds(make, 10))
        base = statistics.median(bare)
        ratios = [statistics.median(found) / base for found in (each, tenth)]
        print(f"| {name} | {1000 * base:.0f} | ×{ratios[0]:.2f} | ×{ratios[1]:.3f} |", flush=True)


if __name__ == "__main__":
    main()
