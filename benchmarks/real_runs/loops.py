"""Trials on hand-written loops: faults of loops, of networks, of numbers; and healthy ones of unusual kinds."""

from __future__ import annotations

import copy
import io

import torch
from torch import nn
from torch.nn import functional
from torch.utils.checkpoint import checkpoint
from trial import Attach, images, loop, mlp, regression, trial

MSE = nn.MSELoss()


def sgd(model: nn.Module, rate: float = 0.05, **more: object) -> torch.optim.Optimizer:
    return torch.optim.SGD(model.parameters(), lr=rate, **more)


def conv(norm: bool = False, pool: bool = False, width: int = 16) -> nn.Sequential:
    layers: list[nn.Module] = []
    for place in range(3):
        layers += [nn.Conv2d(3 if not place else width, width, 3, padding=1)]
        layers += [nn.BatchNorm2d(width)] if norm else []
        layers += [nn.ReLU(), *([nn.MaxPool2d(2)] if pool else [])]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d((10, 1)), nn.Flatten(), nn.Linear(width * 10, 10))


def kill(layer: nn.Module, units: int | None = None) -> None:
    """Biases so low that units are 0 for every sample."""
    with torch.no_grad():
        (layer.bias if units is None else layer.bias[:units]).fill_(-1e4)


@trial("convolutions, 13 of 16 channels dead", "dead", place="2")
def dead_channels(attach: Attach) -> list[float]:
    model = conv()
    kill(model[2], 13)
    return loop(attach, model, images(), nn.CrossEntropyLoss(), steps=40)


@trial("a layer wholly dead behind BatchNorm", "dead", place="")
def dead_norm(attach: Attach) -> list[float]:
    model = conv(norm=True)
    with torch.no_grad():
        model[4].weight.zero_()
        model[4].bias.fill_(-5)
    return loop(attach, model, images(), nn.CrossEntropyLoss(), steps=40)


@trial("a layer wholly dead before MaxPool", "dead", place="3")
def dead_pool(attach: Attach) -> list[float]:
    model = conv(pool=True)
    kill(model[3])
    return loop(attach, model, images(), nn.CrossEntropyLoss(), steps=40)


@trial("29 of 32 units dead before Dropout", "dead", place="2")
def dead_dropout(attach: Attach) -> list[float]:
    model = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 32), nn.ReLU(), nn.Dropout(0.2), nn.Linear(32, 1))
    kill(model[2], 29)
    return loop(attach, model, regression(), MSE, steps=60)


@trial("29 of 32 units dead before LayerNorm, functions", "dead", place="two")
def dead_functions(attach: Attach) -> list[float]:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.one, self.two, self.norm, self.out = nn.Linear(8, 32), nn.Linear(32, 32), nn.LayerNorm(32), nn.Linear(32, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.out(self.norm(functional.relu(self.two(functional.relu(self.one(x))))))

    model = Net()
    kill(model.two, 29)
    return loop(attach, model, regression(), MSE, steps=60)


class Residual(nn.Module):
    def __init__(self, scale: float = 1.0, blocks: int = 4) -> None:
        super().__init__()
        self.first, self.out, self.scale = nn.Linear(8, 32), nn.Linear(32, 1), scale
        self.blocks = nn.ModuleList(nn.Sequential(nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 32)) for _ in range(blocks))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        h = functional.relu(self.first(x))
        for place, block in enumerate(self.blocks):
            h = h + block(h) * (self.scale if place == 2 else 0.5)
        return self.out(h)


@trial("residual net, a branch times 0", "dead", "cut off", "detached", place="blocks.2")
def dead_branch(attach: Attach) -> list[float]:
    return loop(attach, Residual(0.0), regression(), MSE, steps=40)


@trial("residual net, a branch times 1e-9", "dead", "cut off", place="blocks.2")
def faint_branch(attach: Attach) -> list[float]:
    return loop(attach, Residual(1e-9), regression(), MSE, steps=40)


@trial("residual net, healthy")
def residual(attach: Attach) -> list[float]:
    return loop(attach, Residual(0.5), regression(), MSE, steps=60)


@trial("10 sigmoid layers, functional loss", "vanishing by depth", place="0")
def sigmoids(attach: Attach) -> list[float]:
    return loop(attach, mlp(nn.Sigmoid, 10), regression(shift=2), function=functional.mse_loss, steps=150)


@trial("10 sigmoid layers, loss told without targets", "vanishing by depth", place="0")
def sigmoids_alone(attach: Attach) -> list[float]:
    return loop(attach, mlp(nn.Sigmoid, 10), regression(shift=2), function=functional.mse_loss, tell="loss", steps=150)


@trial("12 tanh layers, weights three times too large", "initial scale", "exploding by depth", "learning rate", "saturated")
def large_start(attach: Attach) -> list[float]:
    model = mlp(nn.Tanh, 12)
    with torch.no_grad():
        for layer in model[::2]:
            nn.init.normal_(layer.weight, std=1.0)
    return loop(attach, model, regression(), MSE, steps=100)


@trial("exploding linear stack without a function", "exploding by depth", "initial scale", "not finite", "learning rate")
def exploding(attach: Attach) -> list[float]:
    model = mlp(nn.ReLU, 10)
    with torch.no_grad():
        for layer in model[::2]:
            layer.weight *= 8
    return loop(attach, model, regression(), MSE, sgd(model, 1e-3), steps=40)


@trial("regression, targets 152 ± 77, healthy")
def targets(attach: Attach) -> list[float]:
    model = mlp()
    return loop(attach, model, regression(scale=77, shift=152), MSE, torch.optim.Adam(model.parameters(), lr=0.01), steps=150)


@trial("missing step()", "no step")
def no_step(attach: Attach) -> list[float]:
    return loop(attach, mlp(), regression(), MSE, step=False)


@trial("zero_grad between backward and step", "cleared")
def cleared(attach: Attach) -> list[float]:
    return loop(attach, mlp(), regression(), MSE, zero="between")


@trial("zeros instead of None between backward and step", "cleared")
def cleared_zeros(attach: Attach) -> list[float]:
    model = mlp()
    optimizer = sgd(model)
    return loop(attach, model, regression(), MSE, optimizer, between=lambda: optimizer.zero_grad(set_to_none=False))


@trial("the optimizer of another model", "other model", "not in the optimizer")
def other_model(attach: Attach) -> list[float]:
    return loop(attach, mlp(), regression(), MSE, sgd(mlp()))


@trial("targets without their last dimension", "unlike shapes")
def broadcast(attach: Attach) -> list[float]:
    batch = regression()
    return loop(attach, mlp(), lambda n: (batch(n)[0], batch(n)[1][:, 0]), MSE)


@trial("the same by a function", "unlike shapes")
def broadcast_function(attach: Attach) -> list[float]:
    batch = regression()
    return loop(attach, mlp(), lambda n: (batch(n)[0], batch(n)[1][:, 0]), function=functional.mse_loss)


@trial("softmax before F.cross_entropy", "softmax twice")
def softmax_function(attach: Attach) -> list[float]:
    model = nn.Sequential(conv(), nn.Softmax(1))
    return loop(attach, model, images(), function=functional.cross_entropy, steps=30)


@trial("maximize=True", "wrong sign")
def uphill(attach: Attach) -> list[float]:
    model = mlp()
    return loop(attach, model, regression(), MSE, sgd(model, maximize=True), steps=30)


@trial("nan in an input", "not finite", place="input")
def nan_input(attach: Attach) -> list[float]:
    batch = regression()

    def bad(n: int) -> tuple[torch.Tensor, torch.Tensor]:
        x, y = batch(n)
        if n == 24:
            x[0, 0] = float("nan")
        return x, y

    return loop(attach, mlp(), bad, MSE, steps=40)


@trial("inf put into the weights of layer 4", "not finite", place="4")
def inf_weight(attach: Attach) -> list[float]:
    model = mlp(nn.Tanh, 5)

    def poison(number: int) -> None:
        if number == 20:
            with torch.no_grad():
                model[4].weight[0, 0] = float("inf")

    return loop(attach, model, regression(), MSE, steps=30, each=poison)


@trial("rate 100", "learning rate", "not finite", "dead")
def rate(attach: Attach) -> list[float]:
    model = mlp()
    return loop(attach, model, regression(), MSE, sgd(model, 100.0), steps=60)


@trial("accumulation over 4 micro-batches")
def accumulated(attach: Attach) -> list[float]:
    return loop(attach, mlp(), regression(), MSE, parts=4)


@trial("activation checkpointing, both kinds")
def checkpointed(attach: Attach) -> list[float]:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.a, self.b, self.out = (
                nn.Linear(8, 32),
                mlp(inputs=32, outputs=32),
                mlp(inputs=32, outputs=32),
                nn.Linear(32, 1),
            )

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            h = checkpoint(self.a, torch.relu(self.first(x)), use_reentrant=False)
            return self.out(checkpoint(self.b, h, use_reentrant=True))

    return loop(attach, Net(), regression(), MSE)


@trial("GradScaler, a step skipped")
def scaled(attach: Attach) -> list[float]:
    model, batch, scaler = mlp(), regression(), torch.amp.GradScaler("cpu")
    optimizer = sgd(model)
    recorder, losses = attach(model, optimizer, MSE), []
    for n in range(40):
        x, y = batch(n)
        optimizer.zero_grad()
        loss = MSE(model(x), y)
        scaler.scale(loss * (float("inf") if n == 5 else 1.0)).backward()
        scaler.step(optimizer)
        scaler.update()
        losses.append(float(loss))
    recorder.close()
    return losses


@trial("LBFGS with a closure")
def lbfgs(attach: Attach) -> list[float]:
    model, batch = mlp(nn.Tanh), regression()
    optimizer = torch.optim.LBFGS(model.parameters(), lr=0.5, max_iter=5)
    recorder, losses = attach(model, optimizer, MSE), []
    for _ in range(15):
        x, y = batch(0)

        def closure(x: torch.Tensor = x, y: torch.Tensor = y) -> torch.Tensor:
            optimizer.zero_grad()
            loss = MSE(model(x), y)
            loss.backward()
            return loss

        losses.append(float(optimizer.step(closure)))
    recorder.close()
    return losses


@trial("GAN, two recorders, one criterion, one folder")
def gan(attach: Attach) -> list[float]:
    first, second = mlp(nn.LeakyReLU, 3, inputs=4, outputs=8), mlp(nn.LeakyReLU, 3)
    criterion, batch = nn.BCEWithLogitsLoss(), regression()
    of_first, of_second = (torch.optim.Adam(m.parameters(), lr=1e-3) for m in (first, second))
    recorders, losses = [attach(first, of_first, criterion), attach(second, of_second, criterion)], []
    for n in range(40):
        real, fake = batch(n)[0], first(torch.randn(64, 4))
        of_second.zero_grad()
        (criterion(second(real), torch.ones(64, 1)) + criterion(second(fake.detach()), torch.zeros(64, 1))).backward()
        of_second.step()
        of_first.zero_grad()
        loss = criterion(second(fake), torch.ones(64, 1))
        loss.backward()
        of_first.step()
        losses.append(float(loss))
    for recorder in recorders:
        recorder.close()
    return losses


@trial("a sparse and a dense optimizer of one model")
def two_optimizers(attach: Attach) -> list[float]:
    model = nn.Sequential(nn.Embedding(40, 8, sparse=True), nn.Flatten(), nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 4))
    both = [torch.optim.SparseAdam(model[0].parameters(), lr=0.02), torch.optim.Adam(list(model.parameters())[1:], lr=0.01)]
    criterion = nn.CrossEntropyLoss()
    recorder, losses = attach(model, both, criterion), []
    for n in range(60):
        x = torch.randint(40, (32, 4), generator=torch.Generator().manual_seed(n % 8))
        for optimizer in both:
            optimizer.zero_grad()
        loss = criterion(model(x), x[:, 0] % 4)
        loss.backward()
        for optimizer in both:
            optimizer.step()
        losses.append(float(loss))
    recorder.close()
    return losses


@trial("EMA by deepcopy and torch.save while recording")
def copied(attach: Attach) -> list[float]:
    model = mlp(norm=nn.BatchNorm1d)
    average = []

    def keep(number: int) -> None:
        if number % 10 == 0:
            average.append(copy.deepcopy(model))
            torch.save(model, io.BytesIO())

    return loop(attach, model, regression(), MSE, each=keep)


@trial("torch.optim.swa_utils.AveragedModel, jit.trace, export")
def averaged(attach: Attach) -> list[float]:
    model, made = mlp(), []

    def keep(number: int) -> None:
        if number == 10:
            made.append(torch.optim.swa_utils.AveragedModel(model))
            made.append(torch.jit.trace(model, torch.zeros(2, 8), check_trace=False))

    return loop(attach, model, regression(), MSE, each=keep)


@trial("lazy modules")
def lazy(attach: Attach) -> list[float]:
    model = nn.Sequential(nn.LazyLinear(32), nn.ReLU(), nn.LazyLinear(1))
    model(torch.zeros(2, 8))
    return loop(attach, model, regression(), MSE)


@trial("lazy modules, not yet filled")
def lazy_late(attach: Attach) -> list[float]:
    model, batch = nn.Sequential(nn.LazyLinear(32), nn.ReLU(), nn.LazyLinear(1)), regression()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    return loop(attach, model, batch, MSE, optimizer)


@trial("complex weights")
def complex_weights(attach: Attach) -> list[float]:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.one, self.out = nn.Linear(8, 16, dtype=torch.complex64), nn.Linear(16, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.out(self.one(x.to(torch.complex64)).abs() - 1)

    return loop(attach, Net(), regression(), MSE)


@trial("bf16 model with arrays", options={"arrays": True})
def halves(attach: Attach) -> list[float]:
    batch = regression()
    return loop(attach, mlp().bfloat16(), lambda n: tuple(v.bfloat16() for v in batch(n)), MSE)


@trial("weight_norm and spectral_norm")
def parametrized(attach: Attach) -> list[float]:
    from torch.nn.utils import parametrizations as p

    model = nn.Sequential(
        p.weight_norm(nn.Linear(8, 32)), nn.Tanh(), p.spectral_norm(nn.Linear(32, 32)), nn.Tanh(), nn.Linear(32, 1)
    )
    return loop(attach, model, regression(), MSE)


@trial("layers skipped at random")
def skipped(attach: Attach) -> list[float]:
    class Net(Residual):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            h = functional.relu(self.first(x))
            for block in self.blocks:
                h = h + 0.5 * block(h) if torch.rand(()) < 0.5 else h
            return self.out(h)

    return loop(attach, Net(), regression(), MSE, steps=80)


@trial("torch.compile after the recorder (eager backend)")
def compiled_after(attach: Attach) -> list[float]:
    model, batch = mlp(), regression()
    optimizer = sgd(model)
    recorder, losses = attach(model, optimizer, MSE), []
    fast = torch.compile(model, backend="eager")
    for n in range(20):
        x, y = batch(n)
        optimizer.zero_grad()
        loss = MSE(fast(x), y)
        loss.backward()
        optimizer.step()
        losses.append(float(loss))
    recorder.close()
    return losses


@trial("torch.compile, called before the recorder was attached", unseen="none was called")
def compiled_before(attach: Attach) -> list[float]:
    model, batch = torch.compile(mlp(), backend="aot_eager"), regression()
    model(batch(0)[0])
    return loop(attach, model, batch, MSE, steps=20)


@trial("the folder disappears during training")
def folder_gone(attach: Attach) -> list[float]:
    import shutil

    model, batch = mlp(), regression()
    optimizer = sgd(model)
    recorder, losses = attach(model, optimizer, MSE), []
    for n in range(30):
        x, y = batch(n)
        optimizer.zero_grad()
        loss = MSE(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(float(loss))
        if n == 20 and hasattr(recorder, "folder"):
            shutil.copytree(recorder.folder, recorder.folder + "-kept")
            shutil.rmtree(recorder.folder)
    recorder.close()
    if hasattr(recorder, "folder"):
        shutil.copytree(recorder.folder + "-kept", recorder.folder, dirs_exist_ok=True)
    return losses


@trial("DDP with gloo, one process")
def ddp(attach: Attach) -> list[float]:
    import tempfile

    from torch import distributed
    from torch.nn.parallel import DistributedDataParallel

    with tempfile.TemporaryDirectory() as folder:
        distributed.init_process_group("gloo", init_method=f"file://{folder}/meet", rank=0, world_size=1)
        try:
            return loop(attach, DistributedDataParallel(mlp()), regression(), MSE, steps=20)
        finally:
            distributed.destroy_process_group()


@trial("batch loss kept as a vector, summed by hand", unseen="")
def vector_loss(attach: Attach) -> list[float]:
    return loop(attach, mlp(), regression(), function=lambda p, y: functional.mse_loss(p, y, reduction="none").mean(), tell="loss")


@trial("Transformer encoder of torch, post norm")
def encoder(attach: Attach) -> list[float]:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            layer = nn.TransformerEncoderLayer(24, 4, 48, batch_first=True)
            self.into, self.encoder, self.out = nn.Linear(8, 24), nn.TransformerEncoder(layer, 3), nn.Linear(24, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.out(self.encoder(self.into(x.view(8, 8, 8)))).view(64, 1)

    model = Net()
    return loop(attach, model, regression(), MSE, torch.optim.Adam(model.parameters(), lr=2e-3), steps=60)


@trial("frozen nearly everywhere", "frozen", "slow")
def frozen(attach: Attach) -> list[float]:
    model = mlp(depth=5)
    for p in list(model.parameters())[:-1]:
        p.requires_grad_(False)
    return loop(attach, model, regression(), MSE, sgd(model, 1e-3), steps=100)
