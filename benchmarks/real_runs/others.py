"""Trials on loops that differ from a classifier's: generators, teachers, pairs of encoders, policies, experts, adapters."""

from __future__ import annotations

import copy
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn
from trial import Attach, generator, images, loop, mlp, regression, trial

MSE = nn.MSELoss()


class UNet(nn.Module):
    """Two levels down and up, with skips; optionally an end that does not let anything through."""

    def __init__(self, dead: bool = False) -> None:
        super().__init__()
        self.down1, self.down2 = nn.Conv2d(3, 8, 3, padding=1), nn.Conv2d(8, 16, 3, 2, padding=1)
        self.bottom = nn.Conv2d(16, 16, 3, padding=1)
        self.up, self.out = nn.ConvTranspose2d(16, 8, 2, 2), nn.Conv2d(16, 3, 1)
        if dead:
            nn.init.constant_(self.bottom.bias, -50.0)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        top = F.relu(self.down1(x))
        low = F.relu(self.bottom(F.relu(self.down2(top))))
        return self.out(torch.cat([top, self.up(low)], 1))


def denoise(number: int) -> tuple[torch.Tensor, torch.Tensor]:
    x, _ = images(size=16)(number)
    return x + 0.3 * torch.randn(x.shape, generator=generator(100 + number % 8)), x


@trial("U-Net that removes noise")
def unet(attach: Attach) -> list[float]:
    model = UNet()
    return loop(attach, model, denoise, MSE, torch.optim.Adam(model.parameters(), lr=3e-3), steps=40)


@trial("U-Net, its lowest level dead", "dead", "cut off", place="bottom")
def dead_unet(attach: Attach) -> list[float]:
    model = UNet(dead=True)
    return loop(attach, model, denoise, MSE, torch.optim.Adam(model.parameters(), lr=3e-3), steps=40)


class VAE(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.mean, self.spread = nn.Linear(16, 32), nn.Linear(32, 4), nn.Linear(32, 4)
        self.decoder = nn.Sequential(nn.Linear(4, 32), nn.ReLU(), nn.Linear(32, 16))

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, ...]:
        h = F.relu(self.encoder(x))
        mean, spread = self.mean(h), self.spread(h)
        return self.decoder(mean + torch.randn_like(mean) * (spread / 2).exp()), mean, spread


@trial("VAE, loss of two parts")
def vae(attach: Attach) -> list[float]:
    model = VAE()

    def both(outputs: Any, y: torch.Tensor) -> torch.Tensor:
        made, mean, spread = outputs
        return F.mse_loss(made, y) - 0.05 * (1 + spread - mean**2 - spread.exp()).sum(1).mean()

    def batch(number: int) -> tuple[torch.Tensor, torch.Tensor]:
        x = torch.randn(32, 4, generator=generator(number % 8)) @ torch.randn(4, 16, generator=generator(99))
        return x, x

    return loop(attach, model, batch, None, torch.optim.Adam(model.parameters(), lr=3e-3), function=both, tell="loss")


class Translator(nn.Module):
    """An encoder, a decoder of cells, and attention between them."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding, self.encoder = nn.Embedding(12, 16), nn.GRU(16, 16, batch_first=True)
        self.cell, self.head = nn.GRUCell(32, 16), nn.Linear(16, 12)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        states, last = self.encoder(self.embedding(x))
        h, outputs = last[0], []
        word = self.embedding(torch.zeros(len(x), dtype=torch.long))
        for place in range(x.shape[1]):
            weights = torch.softmax((states @ h[:, :, None])[..., 0], 1)
            h = self.cell(torch.cat([word, (weights[..., None] * states).sum(1)], 1), h)
            outputs.append(self.head(h))
            word = self.embedding(x.flip(1)[:, place])
        return torch.stack(outputs, 1)


@trial("seq2seq with attention, reversed words")
def seq2seq(attach: Attach) -> list[float]:
    model = Translator()

    def batch(number: int) -> tuple[torch.Tensor, torch.Tensor]:
        x = torch.randint(1, 12, (16, 6), generator=generator(number % 8))
        return x, x.flip(1)

    def cross(outputs: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return F.cross_entropy(outputs.flatten(0, 1), y.flatten())

    return loop(attach, model, batch, None, torch.optim.Adam(model.parameters(), lr=5e-3), function=cross)


@trial("PPO-like policy gradient with a value head")
def policy(attach: Attach) -> list[float]:
    body, actor, critic = nn.Sequential(nn.Linear(4, 32), nn.Tanh()), nn.Linear(32, 3), nn.Linear(32, 1)
    model = nn.ModuleDict({"body": body, "actor": actor, "critic": critic})
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    recorder, losses = attach(model, optimizer), []
    for number in range(20):
        g = generator(number)
        x = torch.randn(64, 4, generator=g)
        with torch.no_grad():
            old = torch.log_softmax(actor(body(x)), 1)
            action = torch.multinomial(old.exp(), 1, generator=g)
            reward = (action[:, 0] == x[:, :3].argmax(1)).float()
        for _ in range(3):
            h = body(x)
            log = torch.log_softmax(actor(h), 1)
            ratio = (log - old).gather(1, action)[:, 0].exp()
            value = critic(h)[:, 0]
            gain = (reward - value).detach()
            clipped = torch.min(ratio * gain, ratio.clamp(0.8, 1.2) * gain).mean()
            loss = recorder.loss(-clipped + 0.5 * F.mse_loss(value, reward) + 0.01 * (log.exp() * log).sum(1).mean())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(float(loss))
    recorder.close()
    return losses


class Pair(nn.Module):
    """Two encoders that are to agree on what belongs together."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = mlp(depth=3, outputs=8), mlp(depth=3, outputs=8)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.normalize(self.left(x), dim=1) @ F.normalize(self.right(x.flip(1)), dim=1).T / 0.2


def agreeing(attach: Attach, pair: Pair, trained: nn.Module) -> list[float]:
    def batch(number: int) -> tuple[torch.Tensor, torch.Tensor]:
        return torch.randn(32, 8, generator=generator(number % 8)), torch.arange(32)

    def both(logits: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
        return (F.cross_entropy(logits, truth) + F.cross_entropy(logits.T, truth)) / 2

    return loop(attach, pair, batch, None, torch.optim.Adam(trained.parameters(), lr=3e-3), function=both, tell="loss")


@trial("contrastive loss, two encoders")
def contrastive(attach: Attach) -> list[float]:
    pair = Pair()
    return agreeing(attach, pair, pair)


@trial("contrastive loss, one encoder left out of the optimizer", "not in the optimizer", place="right")
def contrastive_half(attach: Attach) -> list[float]:
    pair = Pair()
    return agreeing(attach, pair, pair.left)


@trial("student and a teacher that is its moving average")
def teacher(attach: Attach) -> list[float]:
    student = mlp(outputs=4, depth=3)
    model = nn.ModuleDict({"student": student, "teacher": copy.deepcopy(student).requires_grad_(False)})
    optimizer = torch.optim.SGD(student.parameters(), lr=0.05)
    recorder, losses = attach(model, optimizer), []
    for number in range(60):
        x, y = regression()(number)
        optimizer.zero_grad()
        with torch.no_grad():
            wanted = model["teacher"](x + 0.1 * torch.randn(x.shape, generator=generator(number)))
        outputs = student(x)
        loss = recorder.loss(F.mse_loss(outputs[:, :1], y) + F.mse_loss(outputs, wanted))
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            for slow, fast in zip(model["teacher"].parameters(), student.parameters(), strict=True):
                slow.lerp_(fast, 0.05)
        losses.append(float(loss))
    recorder.close()
    return losses


@trial("torch.func: gradients of single samples, averaged by hand")
def functional(attach: Attach) -> list[float]:
    model = mlp(depth=3)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    recorder, losses = attach(model, optimizer), []

    def single(parameters: Any, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return F.mse_loss(torch.func.functional_call(model, parameters, (x[None],)), y[None])

    each = torch.func.vmap(torch.func.grad_and_value(single), in_dims=(None, 0, 0))
    for number in range(40):
        x, y = regression()(number)
        optimizer.zero_grad()
        gradients, values = each({name: value.detach() for name, value in model.named_parameters()}, x, y)
        for name, value in model.named_parameters():
            value.grad = gradients[name].mean(0)
        losses.append(float(recorder.loss(values.mean())))
        optimizer.step()
    recorder.close()
    return losses


class Experts(nn.Module):
    """The best of four experts is asked for each sample."""

    def __init__(self, forgotten: bool = False) -> None:
        super().__init__()
        self.gate, self.experts = nn.Linear(8, 4), nn.ModuleList(mlp(depth=2) for _ in range(4))
        if forgotten:
            nn.init.constant_(self.gate.bias[:1], -50.0)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        share, best = torch.softmax(self.gate(x), 1).max(1)
        out = torch.zeros(len(x), 1)
        for number, expert in enumerate(self.experts):
            chosen = (best == number).nonzero()[:, 0]
            if len(chosen):
                out = out.index_add(0, chosen, expert(x[chosen]) * share[chosen, None])
        return out


@trial("mixture of experts, one of four for each sample")
def experts(attach: Attach) -> list[float]:
    return loop(attach, Experts(), regression(), MSE)


@trial("mixture of experts, one is never asked", unseen="experts.0")
def forgotten(attach: Attach) -> list[float]:
    return loop(attach, Experts(forgotten=True), regression(), MSE)


@trial("critic of a GAN with a gradient penalty")
def penalty(attach: Attach) -> list[float]:
    critic, maker = mlp(nn.LeakyReLU, depth=3, inputs=2), mlp(depth=3, inputs=4, outputs=2)
    first, second = (torch.optim.Adam(m.parameters(), lr=1e-3, betas=(0.0, 0.9)) for m in (critic, maker))
    recorder, losses = attach(critic, first), []
    for number in range(40):
        g = generator(number)
        real, noise = torch.randn(32, 2, generator=g) * 0.3 + 1, torch.randn(32, 4, generator=g)
        false = maker(noise).detach()
        mixed = torch.lerp(real, false, torch.rand(32, 1, generator=g)).requires_grad_()
        (slope,) = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)
        first.zero_grad()
        loss = recorder.loss(critic(false).mean() - critic(real).mean() + 10 * ((slope.norm(dim=1) - 1) ** 2).mean())
        loss.backward()
        first.step()
        second.zero_grad()
        (-critic(maker(noise)).mean()).backward()
        second.step()
        losses.append(float(loss))
    recorder.close()
    return losses


class LoRA(nn.Module):
    """A frozen layer and a small product beside it."""

    def __init__(self, inner: nn.Linear, rank: int = 2, both_zero: bool = False) -> None:
        super().__init__()
        self.inner = inner.requires_grad_(False)
        self.a, self.b = nn.Linear(inner.in_features, rank, bias=False), nn.Linear(rank, inner.out_features, bias=False)
        nn.init.zeros_(self.b.weight)
        if both_zero:
            nn.init.zeros_(self.a.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.inner(x) + self.b(self.a(x))


def adapted(attach: Attach, both_zero: bool = False) -> list[float]:
    model = nn.Sequential(*(LoRA(m, both_zero=both_zero) if isinstance(m, nn.Linear) else m for m in mlp()))
    return loop(attach, model, regression(), MSE, torch.optim.Adam([p for p in model.parameters() if p.requires_grad], lr=1e-2))


@trial("LoRA on frozen layers")
def lora(attach: Attach) -> list[float]:
    return adapted(attach)


@trial("LoRA, both factors begin with 0", "dead", "cut off", "no gradient", place=".a")
def lora_zero(attach: Attach) -> list[float]:
    return adapted(attach, both_zero=True)


class Mirror(nn.Module):
    """An autoencoder whose decoder has the weights of its encoder, turned round."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.bias = nn.Linear(16, 6), nn.Parameter(torch.zeros(16))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.linear(torch.tanh(self.encoder(x)), self.encoder.weight.T, self.bias)


@trial("autoencoder with tied weights")
def mirror(attach: Attach) -> list[float]:
    def batch(number: int) -> tuple[torch.Tensor, torch.Tensor]:
        x = 0.5 * torch.randn(32, 4, generator=generator(number % 8)) @ torch.randn(4, 16, generator=generator(99))
        return x, x

    return loop(attach, Mirror(), batch, MSE)
