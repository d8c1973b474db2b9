"""Records how gradients flow through a PyTorch model while it trains, for Backprop Explorer (Open trace).

Put this file next to the training script. It needs only torch and numpy.

    from bpx_record import Recorder

    recorder = Recorder(model, optimizer, criterion)    # before the loop; the loop itself does not change

The criterion is the module that gives the loss, such as nn.MSELoss(). Where the loss is a plain function, leave it out and
write `loss = recorder.loss(loss)` in the loop. A row is written whenever the optimizer steps, into the folder "trace".
What the criterion gives in model.eval() without gradients is the held-out loss; of a plain function, recorder.held_out(loss) is.

Options: folder="trace"; every=10 records each tenth step; arrays=True also keeps parameter gradients, and inputs and gradients of
recurrent layers, so that their gradient through time can be replayed; limit_mb bounds the size of the folder.
The folder can be opened while the training runs. Recording reads values, it never changes one.
"""

import json
import os
import time

import numpy as np
import torch

FORMAT, VERSION = "backprop-explorer/trace", 1
RECURRENT = (torch.nn.RNN, torch.nn.LSTM, torch.nn.GRU)
SKIPPED = (torch.nn.Embedding, torch.nn.EmbeddingBag)
FUNCTIONS = {
    "relu": torch.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "gelu": torch.nn.functional.gelu,
    "silu": torch.nn.functional.silu,
    "elu": torch.nn.functional.elu,
    "selu": torch.selu,
    "leaky_relu": torch.nn.functional.leaky_relu,
    "softplus": torch.nn.functional.softplus,
    "identity": lambda x: x,
}
IDLE = {
    "relu": lambda a: (a.flatten(0, -2).amax(0) <= 0).float().mean(),
    "tanh": lambda a: (a.abs() > 0.97).float().mean(),
    "sigmoid": lambda a: ((a - 0.5).abs() > 0.45).float().mean(),
}


def _shares(outputs, targets):
    """Logits of the best constant prediction of a classifier: the logarithms of the class frequencies."""
    if targets.dtype.is_floating_point:
        share = targets.flatten(0, -2).mean(0) if targets.dim() < 3 else targets.transpose(1, -1).flatten(0, -2).mean(0)
    else:
        counted = targets[(targets >= 0) & (targets < outputs.shape[1])]
        share = torch.bincount(counted.flatten(), minlength=outputs.shape[1]) / max(1, counted.numel())
    return share.clamp_min(1e-12).log().view(1, -1, *[1] * (outputs.dim() - 2))


# The best constant prediction for each criterion.
CONSTANT = {
    "MSELoss": lambda outputs, targets: targets.mean(0, keepdim=True),
    "L1Loss": lambda outputs, targets: targets.median(0, keepdim=True).values,
    "HuberLoss": lambda outputs, targets: targets.median(0, keepdim=True).values,
    "SmoothL1Loss": lambda outputs, targets: targets.median(0, keepdim=True).values,
    "BCELoss": lambda outputs, targets: targets.mean(0, keepdim=True),
    "BCEWithLogitsLoss": lambda outputs, targets: torch.logit(targets.mean(0, keepdim=True), 1e-12),
    "CrossEntropyLoss": _shares,
}


def _norm(value):
    """The Euclidean norm, summed in double precision where the device has it: squares of 1e-25 vanish in single."""
    return torch.linalg.vector_norm(value, dtype=torch.float32 if value.device.type == "mps" else torch.float64)


class Recorder:
    """Hooks every layer that has weights; writes one row of numbers for each recorded step.

    A layer is a module with its own weight matrix. `delta/LAYER` is the root mean square of the gradient of the loss with
    respect to its output; `mean/` and `spread/` (standard deviation) describe what the next layer receives from it; `idle/`
    is the share of units that are 0 for the whole batch (ReLU), or of saturated elements (tanh, sigmoid). `grad/`, `param/` and
    `update/` are norms of parameters.
    """

    def __init__(self, model, optimizer, criterion=None, folder="trace", every=1, arrays=False, limit_mb=200, steps_per_epoch=0):
        self.model, self.optimizer, self.folder = model, optimizer, folder
        self.every, self.arrays, self.limit, self.steps_per_epoch = max(1, every), arrays, int(limit_mb * 2**20), steps_per_epoch
        os.makedirs(folder, exist_ok=True)
        for name in os.listdir(folder):
            if name in ("manifest.json", "rows.f64") or name.endswith(".npz"):
                os.remove(os.path.join(folder, name))
        self.step, self.bytes, self.full = 0, 0, None
        self._rows = open(os.path.join(folder, "rows.f64"), "ab")
        self._columns, self._manifest = None, None
        self._passes, self._forward, self._held, self._shapes = 0, False, [], None
        self._layers, self._order, self._kinds, self._own = {}, [], {}, {}
        self._handles = [optimizer.register_step_pre_hook(self._before), optimizer.register_step_post_hook(self._after)]
        for name, module in model.named_modules():
            if any(p.dim() > 1 for p in module.parameters(recurse=False)) and not isinstance(module, SKIPPED):
                self._layers[module] = name or type(module).__name__
                self._own[self._layers[module]] = list(module.parameters(recurse=False))
                self._handles.append(module.register_forward_hook(self._seen))
        if isinstance(criterion, torch.nn.Module):
            self._handles.append(criterion.register_forward_hook(self._judged))
        self._judging = False
        self._named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
        self._clear()

    def loss(self, value):
        """Record the loss of this step; returns it unchanged."""
        if self._on:
            self._values["loss"] = value.detach()
        return value

    def held_out(self, value):
        """Record the loss on samples that are not trained on; returns it unchanged. Several until the next step are averaged."""
        self._held.append(value.detach())
        return value

    @torch.no_grad()
    def _judged(self, criterion, inputs, value):
        """After the criterion: the loss, and the loss of the best constant prediction on these targets."""
        if self._judging:
            return
        if not self.model.training and not value.requires_grad:
            self._held += [value.detach()] if value.dim() == 0 else []
            return
        if not self._on:
            return
        self._compare(inputs)
        self._values["loss"] = value.detach()
        if type(criterion).__name__ in CONSTANT and len(inputs) == 2 and value.dim() == 0:
            self._judging = True
            try:
                answer = CONSTANT[type(criterion).__name__](*inputs)
                self._values["baseline"] = criterion(answer.expand(inputs[0].shape).to(inputs[0].dtype), inputs[1])
            finally:
                self._judging = False

    def _compare(self, inputs):
        """Outputs and targets of unlike shapes are stretched over each other by most losses, which is hardly ever meant."""
        if len(inputs) == 2 and all(torch.is_tensor(value) for value in inputs) and inputs[0].dtype == inputs[1].dtype:
            shapes = [list(value.shape) for value in inputs]
            if shapes[0] != shapes[1] and self._shapes is None:
                self._shapes = shapes

    def close(self):
        """Remove all hooks; the model is as it was before."""
        if self.step == 0 and self._passes:  # a run without a step: that is what there is to tell
            self._name_columns()
        for handle in self._handles:
            handle.remove()
        self._rows.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # while a step is computed --------------------------------------------------------------------

    def _clear(self):
        self._on = self.step % self.every == 0 and self.full is None
        self._whole = self._on and self.arrays and (self.step // self.every) % 10 == 0
        self._values, self._squares, self._counts, self._replay = {}, {}, {}, {}
        self._last, self._given, self._before_function = None, None, None
        self._reached, self._left, self._trained = (
            set(),
            [],
            {id(p) for group in self.optimizer.param_groups for p in group["params"]},
        )

    @torch.no_grad()
    def _seen(self, module, inputs, output):
        """After a layer's forward pass: its input, its output, and a hook on the gradient of the output."""
        if not self._on or not module.training:
            return
        name = self._layers[module]
        if name not in self._order:
            self._order.append(name)
        received = inputs[0] if inputs else None
        out = output[0] if isinstance(output, tuple) else output
        if not torch.is_tensor(out) or not torch.is_floating_point(out):
            return
        self._forward = True
        if self._last is not None and torch.is_tensor(received) and torch.is_floating_point(received):
            self._received(self._last, received.detach())
        elif self._last is None and torch.is_tensor(received) and torch.is_floating_point(received):
            rows = received.detach().flatten(0, -2)
            spread = rows.std(0, unbiased=False).max() if len(rows) else rows.sum()
            self._values["input/largest"], self._values["input/spread"] = rows.abs().max(), spread
        self._last = name
        self._given = out.detach()  # described at the end, unless a next layer shows what it receives
        self._before_function = self._given.clone() if name not in self._kinds else None
        if out.requires_grad:
            out.register_hook(lambda gradient: self._gradient(name, gradient))
        if self._whole and isinstance(module, RECURRENT):
            self._keep_replay(name, module, inputs, output)

    def _received(self, name, value):
        """What the layer after `name` receives: the activations of `name`."""
        if name not in self._kinds and self._before_function is not None:
            self._kinds[name] = self._recognised(self._before_function, value)
        self._describe(name, value, self._kinds.get(name, ""))

    @staticmethod
    def _recognised(before, after):
        """The function between two layers, found by trying those that are known."""
        if before.shape == after.shape and before.numel():
            for kind, function in FUNCTIONS.items():
                if torch.allclose(function(before), after, rtol=1e-4, atol=1e-6):
                    return kind
        return ""

    def _describe(self, name, value, kind):
        mean = value.mean()
        self._values[f"mean/{name}"], self._values[f"spread/{name}"] = mean, (value - mean).norm() / max(1, value.numel()) ** 0.5
        if kind in IDLE and value.dim() > 1:
            self._values[f"idle/{name}"] = IDLE[kind](value)

    def _gradient(self, name, gradient):
        """In the backward pass: sizes add up where a layer is used several times."""
        if self._forward:
            self._forward, self._passes, self._reached = False, self._passes + 1, set()
            self._left.append([])
            if self._columns is None and self._passes % 20 == 0:  # the optimizer has not made a step yet
                self._name_columns()
        if name not in self._reached and self._left:  # nothing of this pass has reached its parameters yet
            self._reached.add(name)
            self._left[-1] += [_norm(p.grad).square() for p in self._own[name] if p.grad is not None and id(p) in self._trained]
        square = _norm(gradient.detach()).square()
        self._squares[name] = self._squares.get(name, 0) + square
        self._counts[name] = self._counts.get(name, 0) + gradient.numel()

    def _keep_replay(self, name, module, inputs, output):
        """Inputs and state of a recurrent layer, and the gradient that enters from above: enough to run it again."""
        if not torch.is_tensor(inputs[0]) or inputs[0].dim() != 3:
            return
        kept = {"input": inputs[0].detach()}
        if len(inputs) > 1 and inputs[1] is not None:
            states = inputs[1] if isinstance(inputs[1], tuple) else (inputs[1],)
            kept.update({f"state{place}": state.detach() for place, state in enumerate(states)})
        self._replay[name] = kept

        def keep(key):
            def hook(gradient):
                kept[key] = kept[key] + gradient.detach() if key in kept else gradient.detach()

            return hook

        if output[0].requires_grad:
            output[0].register_hook(keep("output_gradient"))
            finals = output[1] if isinstance(output[1], tuple) else (output[1],)
            for place, final in enumerate(finals):
                final.register_hook(keep(f"final{place}_gradient"))

    # around the optimizer's step -----------------------------------------------------------------

    @torch.no_grad()
    def _before(self, *_):
        if not self._on:
            return
        if self._last is not None and f"spread/{self._last}" not in self._values:
            self._describe(self._last, self._given, "")
        self._norms("param", self._named)
        self._norms("grad", [(name, p.grad) for name, p in self._named if p.grad is not None])
        self._old = [p.detach().clone() for _, p in self._named]
        if self._whole:
            self._write_arrays()

    @torch.no_grad()
    def _after(self, *_):
        if self._on:
            moves = [p - old for (_, p), old in zip(self._named, self._old)]
            self._norms("update", [(name, move) for (name, _), move in zip(self._named, moves)])
            self._direction(moves)
            for name, square in self._squares.items():
                self._values[f"delta/{name}"] = (square / max(1, self._counts[name])).sqrt()
            self._write_row()
            del self._old
        self.step += 1
        self._clear()

    def _direction(self, moves):
        """The cosine of the whole update and the whole gradient, and the norm of what stood in the gradients before this step."""
        pairs = [(move, p.grad) for move, (_, p) in zip(moves, self._named) if p.grad is not None and not p.grad.is_sparse]
        if pairs:
            product = sum((move * gradient).sum() for move, gradient in pairs)
            sizes = [sum(_norm(value).square() for value in values).sqrt() for values in zip(*pairs)]
            size = sizes[0] * sizes[1]
            self._values["along"] = product.to(size.dtype) / torch.where(size > 0, size, torch.ones_like(size))
        if self._left and all(self._left):  # of several passes the one that found least: what is zeroed later did no harm
            self._values["left"] = torch.stack([sum(part) for part in self._left]).min().sqrt()

    def _norms(self, kind, named):
        for name, value in named:
            self._values[f"{kind}/{name}"] = _norm(value)

    def _write_row(self):
        if self._columns is None:
            self._name_columns()
        if self._held:
            self._values["held_out"], self._held = torch.stack(self._held).mean(), []
        known = [name for name in self._columns if name in self._values]
        row = {"left": 0.0} if self._squares else {}
        for kind in {self._values[name].dtype for name in known}:  # one transfer from the device for each type of number
            names = [name for name in known if self._values[name].dtype == kind]
            row.update(zip(names, torch.stack([self._values[name] for name in names]).cpu().double().numpy()))
        row.update(step=self.step, seconds=time.time(), rate=self.optimizer.param_groups[0].get("lr", np.nan))
        content = np.array([row.get(name, np.nan) for name in self._columns], "<f8").tobytes()
        self._rows.write(content)
        self._rows.flush()
        self._spend(len(content))

    def _name_columns(self):
        kinds = ("delta", "mean", "spread", "idle")
        self._columns = [
            "step",
            "seconds",
            "rate",
            "loss",
            "baseline",
            "held_out",
            "along",
            "left",
            "input/largest",
            "input/spread",
        ]
        self._columns += [f"{kind}/{name}" for kind in kinds for name in self._order]
        self._columns += [f"{kind}/{name}" for kind in ("grad", "param", "update") for name, _ in self._named]
        self._write_manifest()

    def _spend(self, count):
        self.bytes += count
        if self.bytes > self.limit and self.full is None:
            self.full = self.step
            self._write_manifest()

    def _write_arrays(self):
        """Parameter gradients, and what replays recurrent layers, for one step."""
        arrays = {f"grad/{name}": p.grad for name, p in self._named if p.grad is not None}
        modules = {name: module for module, name in self._layers.items()}
        for layer, kept in self._replay.items():
            arrays.update({f"replay/{layer}/{key}": value for key, value in kept.items()})
            for name, p in modules[layer].named_parameters(recurse=False):
                arrays[f"replay/{layer}/{name}"] = p
                if p.grad is not None:
                    arrays[f"replay/{layer}/grad/{name}"] = p.grad
        path = os.path.join(self.folder, f"{self.step:08d}.npz")
        if self.bytes + sum(value.numel() * value.element_size() for value in arrays.values()) > self.limit:
            self.arrays = False
            self._write_manifest()
            return
        with open(path + ".part", "wb") as file:
            np.savez(file, **{name: value.detach().cpu().numpy() for name, value in arrays.items()})
        os.replace(path + ".part", path)
        self._spend(os.path.getsize(path))

    def _write_manifest(self):
        if self._columns is None:
            return
        modules = {name: module for module, name in self._layers.items()}
        layers = []
        for name in self._order:
            module = modules[name]
            entry = {
                "name": name,
                "type": type(module).__name__,
                "activation": self._kinds.get(name, ""),
                "parameters": {key: list(p.shape) for key, p in module.named_parameters(recurse=False)},
            }
            if isinstance(module, RECURRENT):
                entry["recurrent"] = {
                    "layers": module.num_layers,
                    "batch_first": module.batch_first,
                    "dropout": float(module.dropout),
                    "bidirectional": module.bidirectional,
                    "nonlinearity": getattr(module, "nonlinearity", ""),
                }
            layers.append(entry)
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "columns": self._columns,
            "layers": layers,
            "every": self.every,
            "steps_per_epoch": self.steps_per_epoch,
            "optimizer": type(self.optimizer).__name__,
            "torch": torch.__version__,
            "full": self.full,
            "passes": self._passes,
            "shapes": self._shapes,
            "frozen": [name for name, p in self.model.named_parameters() if not p.requires_grad],
        }
        path = os.path.join(self.folder, "manifest.json")
        with open(path + ".part", "w", encoding="utf-8") as file:
            json.dump(manifest, file, indent=1)
        os.replace(path + ".part", path)
