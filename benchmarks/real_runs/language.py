"""Trials on models of transformers, and on its Trainer, Accelerate and Lightning."""

from __future__ import annotations

import tempfile
from typing import Any

import torch
from torch import nn
from torch.nn import functional
from trial import Attach, loop, quiet, tokens, trial

HF = {"packages": ("transformers",)}
TRAINER = {"packages": ("transformers", "accelerate")}
LIGHTNING = {"packages": ("lightning",)}


def gpt2(layers: int = 3, **more: Any) -> nn.Module:
    from transformers import GPT2Config, GPT2LMHeadModel

    settings = {"vocab_size": 50, "n_positions": 32, "n_embd": 48, "n_layer": layers, "n_head": 4, **more}
    return GPT2LMHeadModel(GPT2Config(bos_token_id=0, eos_token_id=0, **settings))


def next_token(logits: Any, targets: torch.Tensor) -> torch.Tensor:
    logits = getattr(logits, "logits", logits)
    return functional.cross_entropy(logits[:, :-1].flatten(0, 1), targets[:, 1:].flatten())


def adam(model: nn.Module, rate: float = 3e-3) -> torch.optim.Optimizer:
    return torch.optim.AdamW(model.parameters(), lr=rate)


class Logits(nn.Module):
    """A model of transformers that gives its logits alone."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.model(x).logits


@trial("GPT-2, 3 blocks, its own loss", unseen="", **HF)
def gpt_own(attach: Attach) -> list[float]:
    model = gpt2()
    return loop(attach, model, lambda n: ({"input_ids": tokens()(n)[0], "labels": tokens()(n)[1]}, tokens()(n)[1]),
                optimizer=adam(model), function=lambda out, y: out.loss, tell="loss", steps=40)  # fmt: skip


@trial("GPT-2, 6 blocks, functional loss told whole", **HF)
def gpt_function(attach: Attach) -> list[float]:
    model = Logits(gpt2(6))
    return loop(attach, model, tokens(), optimizer=adam(model), function=next_token, steps=40)


@trial("GPT-2, functional loss not told", unseen="the loss", **HF)
def gpt_silent(attach: Attach) -> list[float]:
    model = Logits(gpt2())
    return loop(attach, model, tokens(), optimizer=adam(model), function=next_token, tell="nothing", steps=30)


@trial("BERT, 2 blocks, classes", **HF)
def bert(attach: Attach) -> list[float]:
    from transformers import BertConfig, BertForSequenceClassification

    config = BertConfig(
        vocab_size=50, hidden_size=48, num_hidden_layers=2, num_attention_heads=4, intermediate_size=96, num_labels=5
    )
    model = Logits(BertForSequenceClassification(config))
    return loop(
        attach, model, lambda n: (tokens()(n)[0], tokens()(n)[0][:, 0] // 10), nn.CrossEntropyLoss(), adam(model, 1e-3), steps=50
    )


@trial("Llama, 3 blocks, clipped", **HF)
def llama(attach: Attach) -> list[float]:
    from transformers import LlamaConfig, LlamaForCausalLM

    config = LlamaConfig(vocab_size=50, hidden_size=48, num_hidden_layers=3, num_attention_heads=4, intermediate_size=96)
    model = Logits(LlamaForCausalLM(config))
    return loop(attach, model, tokens(), optimizer=adam(model), function=next_token, clip=1.0, steps=40)


@trial("T5, encoder and decoder", **HF)
def t5(attach: Attach) -> list[float]:
    from transformers import T5Config, T5ForConditionalGeneration

    config = T5Config(vocab_size=50, d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4, decoder_start_token_id=0)
    model = T5ForConditionalGeneration(config)
    return loop(attach, model, lambda n: ({"input_ids": tokens()(n)[0], "labels": tokens()(n)[1]}, tokens()(n)[1]),
                optimizer=adam(model), function=lambda out, y: out.loss, tell="loss", steps=40)  # fmt: skip


@trial("GPT-2 with gradient checkpointing", **HF)
def checkpointed(attach: Attach) -> list[float]:
    inner = gpt2(4)
    inner.gradient_checkpointing_enable()
    model = Logits(inner)
    return loop(attach, model, tokens(), optimizer=adam(model), function=next_token, steps=30)


@trial("GPT-2, a block left out of the optimizer", "not in the optimizer", place="h.1", **HF)
def gpt_left_out(attach: Attach) -> list[float]:
    model = Logits(gpt2())
    held = [p for name, p in model.named_parameters() if "h.1." not in name]
    return loop(attach, model, tokens(), optimizer=torch.optim.AdamW(held, lr=3e-3), function=next_token, steps=30)


@trial("GPT-2, rate 3", "learning rate", "not finite", "initial scale", "oscillation", **HF)
def gpt_rate(attach: Attach) -> list[float]:
    model = Logits(gpt2())
    return loop(attach, model, tokens(), optimizer=adam(model, 3.0), function=next_token, steps=60)


@trial("GPT-2, nan put into a weight of the second block", "not finite", place="h.1.mlp.c_fc", **HF)
def gpt_nan(attach: Attach) -> list[float]:
    model = Logits(gpt2())

    def poison(number: int) -> None:
        if number == 20:
            with torch.no_grad():
                model.model.transformer.h[1].mlp.c_fc.weight[0, 0] = float("nan")

    return loop(attach, model, tokens(), optimizer=adam(model), function=next_token, steps=30, each=poison)


@trial("GPT-2, zero_grad forgotten", "zero_grad", **HF)
def gpt_zero(attach: Attach) -> list[float]:
    model = Logits(gpt2())
    return loop(
        attach, model, tokens(), optimizer=torch.optim.SGD(model.parameters(), lr=0.1), function=next_token, zero="never", steps=40
    )


@trial("GPT-2, rate 1e-8", "slow", **HF)
def gpt_slow(attach: Attach) -> list[float]:
    model = Logits(gpt2())
    return loop(attach, model, tokens(), optimizer=adam(model, 1e-8), function=next_token, steps=80)


def hf_trainer(attach: Attach, model: nn.Module, steps: int = 30, **settings: Any) -> list[float]:
    from transformers import Trainer, TrainingArguments

    recorder, losses = attach(model), []
    data = [{"input_ids": x, "labels": x} for n in range(8) for x in tokens()(n)[0]]
    given = {"per_device_train_batch_size": 8, "learning_rate": 3e-3, **settings}
    with tempfile.TemporaryDirectory() as folder, quiet():
        made = TrainingArguments(folder, max_steps=steps, report_to=[], logging_steps=1, save_strategy="no", disable_tqdm=True,
                                 use_cpu=True, seed=0, **given)  # fmt: skip
        callback = recorder.callback()
        trainer = Trainer(model=model, args=made, train_dataset=data, callbacks=[callback] if callback else [])
        trainer.train()
        losses = [row["loss"] for row in trainer.state.log_history if "loss" in row]
    recorder.close()
    return losses


@trial("Trainer of transformers by callback", **TRAINER)
def trainer_plain(attach: Attach) -> list[float]:
    return hf_trainer(attach, gpt2())


@trial("Trainer, 4 micro-batches, clipped at 1e-6", "clipping", "slow", **TRAINER)
def trainer_clipped(attach: Attach) -> list[float]:
    return hf_trainer(attach, gpt2(), 60, gradient_accumulation_steps=4, max_grad_norm=1e-6, per_device_train_batch_size=2,
                      optim="sgd", lr_scheduler_type="constant")  # fmt: skip


@trial("Trainer, a head that is detached", "detached", place="h.0", **TRAINER)
def trainer_detached(attach: Attach) -> list[float]:
    model = gpt2(2)
    model.transformer.ln_f.register_forward_pre_hook(lambda m, i: (i[0].detach(),))
    return hf_trainer(attach, model, 15)


@trial("Accelerate, wrapped model and optimizer", **TRAINER)
def accelerated(attach: Attach) -> list[float]:
    from accelerate import Accelerator

    accelerator = Accelerator(cpu=True)
    inner = Logits(gpt2())
    model, optimizer = accelerator.prepare(inner, adam(inner))
    recorder, losses = attach(model, optimizer), []
    for n in range(30):
        x, y = tokens()(n)
        optimizer.zero_grad()
        logits = model(x)
        loss = recorder.loss(next_token(logits, y), logits, y)
        accelerator.backward(loss)
        optimizer.step()
        losses.append(float(loss))
    recorder.close()
    return losses


def lightning_module(rate: float = 3e-3, cut: bool = False, function: Any = nn.ReLU, manual: bool = False) -> Any:
    import lightning

    class Module(lightning.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.one, self.two, self.out = nn.Linear(8, 32), nn.Linear(32, 32), nn.Linear(32, 1)
            self.act, self.losses = function(), []
            self.automatic_optimization = not manual

        def training_step(self, batch: Any, index: int) -> torch.Tensor:
            x, y = batch
            h = self.act(self.one(x))
            loss = functional.mse_loss(self.out(self.act(self.two(h.detach() if cut else h))), y)
            self.losses.append(float(loss))
            if manual:
                optimizer = self.optimizers()
                optimizer.zero_grad()
                self.manual_backward(loss)
                optimizer.step()
            return loss

        def configure_optimizers(self) -> Any:
            return torch.optim.Adam(self.parameters(), lr=rate)

    return Module()


def lightning_run(attach: Attach, module: Any, steps: int = 40, **settings: Any) -> list[float]:
    import logging

    import lightning
    from torch.utils.data import DataLoader, TensorDataset

    logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)
    x = torch.randn(320, 8, generator=torch.Generator().manual_seed(1))
    recorder = attach(module)
    callback = recorder.callback()
    with tempfile.TemporaryDirectory() as folder, quiet():
        trainer = lightning.Trainer(max_steps=steps, accelerator="cpu", logger=False, enable_checkpointing=False,
                                    default_root_dir=folder,
                                    enable_progress_bar=False, enable_model_summary=False, callbacks=[callback] if callback else [],
                                    **settings)  # fmt: skip
        trainer.fit(module, DataLoader(TensorDataset(x, torch.sin(x.sum(1, keepdim=True))), batch_size=32))
    recorder.close()
    return module.losses


@trial("Lightning by callback", **LIGHTNING)
def lightning_plain(attach: Attach) -> list[float]:
    return lightning_run(attach, lightning_module())


@trial("Lightning, 2 micro-batches, clipped", **LIGHTNING)
def lightning_accumulated(attach: Attach) -> list[float]:
    return lightning_run(attach, lightning_module(), accumulate_grad_batches=2, gradient_clip_val=0.5)


@trial("Lightning, a detach() in the middle", "detached", place="one", **LIGHTNING)
def lightning_detached(attach: Attach) -> list[float]:
    return lightning_run(attach, lightning_module(cut=True))


@trial("Lightning, optimized by hand", **LIGHTNING)
def lightning_manual(attach: Attach) -> list[float]:
    return lightning_run(attach, lightning_module(manual=True))


@trial("Lightning, rate 1e-9", "slow", **LIGHTNING)
def lightning_slow(attach: Attach) -> list[float]:
    return lightning_run(attach, lightning_module(1e-9), 100)
