"""The recorder itself: what happens from one step of the optimizer to the next."""

import sys
import time

import torch

from bpx_record.folder import Folder
from bpx_record.hooks import Faults
from bpx_record.layers import RECURRENT, Layers, bare
from bpx_record.losses import (
    CONSTANT,
    LOGITS,
    LOSSES,
    Item,
    beyond,
    constant_losses,
    entropy,
    of_sigmoid,
    probabilities,
    recognised,
)
from bpx_record.measures import norm
from bpx_record.replays import Replays, described
from bpx_record.steps import Parameters, inner, scaler_above, with_closure
from bpx_record.trainers import callback_of
from bpx_record.unregistered import unregistered

KINDS, ATTENTION = ("delta", "mean", "spread", "idle"), ("entropy/", "logit/")
TOTALS = ("loss", "baseline", "zero", "held_out", "along", "left", "clip", "scale", "input/largest", "input/spread")
MOST_BACKWARDS = 1000  # kept while no step is made
LOOKS = 3  # at outputs and targets, whether they are probabilities


class Backward:
    """One backward pass: the squares of the gradients with respect to each layer's output, and what stood in the gradients of
    the layers' parameters when it reached them."""

    def __init__(self):
        self.squares, self.counts, self.left, self.reached, self.tasks, self.items = {}, {}, [], set(), set(), []


class Recorder:
    """Hooks every layer that has weights; writes one row of numbers for each recorded step.

    `delta/LAYER` is the root mean square of the gradient of the loss with respect to its output; `mean/` and `spread/` (standard
    deviation) describe what its function makes of that output; `idle/` is the share of units that have been 0 for the last ten
    recorded steps (ReLU), or of saturated elements (tanh, sigmoid). `grad/`, `param/` and `update/` are norms of parameters.
    """

    def __init__(self, model, optimizer=None, criterion=None, folder="trace", every=1, arrays=False, limit_mb=200,
                 steps_per_epoch=0, resume=False, replace=False):  # fmt: skip
        self.model, self.faults = bare(model), Faults()
        self.every, self.arrays, self.steps_per_epoch = max(1, every), arrays, steps_per_epoch
        self._place = (folder, int(limit_mb * 2**20), resume, replace)
        self._criterion, self._optimizers, self._handles = criterion, [], []
        self._compiled = self.model is not model and hasattr(model, "_orig_mod") or hasattr(self.model, "_compiled_call_impl") and (
            self.model._compiled_call_impl is not None)  # fmt: skip
        self.folder, self._file, self.step, self.rows, self.passes = None, None, 0, 0, 0
        self.on, self.changed, self._ended = False, False, False
        self._held, self._looked, self._judging = [], 0, False
        self._told = {"shapes": None, "softmax": False, "sigmoid": False, "targets": None, "unregistered": None}
        self._loss_of, self._seconds = None, 0.0
        if optimizer is not None:
            self.attach(optimizer if isinstance(optimizer, (list, tuple)) else [optimizer])

    def attach(self, optimizers, step=None):
        """Begin to record, before the first step; `step` is the step at which a run goes on."""
        if self._file is not None:
            return
        folder, limit, resume, replace = self._place
        self._file = Folder(folder, limit, resume or self._ended, replace, step if step else None)
        self._ended = False
        self.folder, self.step = self._file.path, self._file.first
        self._optimizers = [inner(optimizer) for optimizer in optimizers]
        self.replays = Replays(self.faults)
        self._clear()
        self.layers = Layers(self.model, self)
        self._parameters = None
        self._handles = self.layers.handles
        for optimizer in self._optimizers:
            self._handles.append(optimizer.register_step_pre_hook(self.faults.hook("before a step", self._before)))
            self._handles.append(optimizer.register_step_post_hook(self.faults.hook("after a step", self._after)))
        if isinstance(self._criterion, torch.nn.Module):
            self._handles.append(self._criterion.register_forward_hook(self.faults.hook("the criterion", self._judged)))
        self._know_parameters()

    # what is called from the loop --------------------------------------------------------------------

    def loss(self, value, outputs=None, targets=None, _parts=1):
        """Record the loss of this step; returns it unchanged. With outputs and targets of a usual loss, the loss of the best
        constant prediction is recorded too."""
        self.faults.hook("the loss", self._given)(value, outputs, targets, _parts)
        return value

    def held_out(self, value):
        """Record the loss on samples that are not trained on; returns it unchanged. Several until the next step are averaged."""
        self._held.append(value.detach() if torch.is_tensor(value) else torch.tensor(float(value)))
        return value

    def callback(self):
        """A callback for the Trainer of transformers or of Lightning."""
        return callback_of(self)

    def begin_forward(self):
        """A forward pass begins that is not a call of the model itself."""
        if self.on:
            self.layers.begin()

    def close(self):
        """Remove all hooks; the model is as it was before."""
        if self._file is None:
            return
        self.layers.end()
        self.faults.hook("the end", self._finish)()
        for handle in self._handles:
            handle.remove()
        self._file.close()
        self._file, self._ended, self.on = None, self.rows > 0, False

    def _finish(self):
        if self.passes or self.rows or self.faults.found:
            self._write_manifest()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # what the layers ask ------------------------------------------------------------------------------

    @staticmethod
    def recomputing():
        """Whether this forward pass is made within a backward pass, as activation checkpointing does."""
        return torch._C._current_graph_task_id() != -1

    def compiled(self):
        """Whether the model runs compiled: then functions are not watched."""
        if not self._compiled and "torch._dynamo" in sys.modules:
            frame = sys._getframe(1)
            while frame is not None and not self._compiled:
                self._compiled = "_dynamo" in frame.f_code.co_filename
                frame = frame.f_back
        return self._compiled

    def passed(self, inputs, outputs):
        """A forward pass of the whole model; the first shows which parameters it uses."""
        if self._told["unregistered"] is None and any(tensor.requires_grad for tensor in outputs):
            self._told["unregistered"] = unregistered(self.model, inputs, outputs, self._held_ids)
            self.changed = True

    # losses --------------------------------------------------------------------------------------------

    def _given(self, value, outputs, targets, parts):
        self.layers.end()
        if not self.on or not torch.is_tensor(value):
            return
        baseline = None
        if torch.is_tensor(outputs) and torch.is_tensor(targets):
            baseline = self._baseline_of(value, outputs, targets)
        elif len(self._items) == 1 and self._items[0].called and self._items[0].weight is None:
            first = self._items[0]
            baseline = (first.baseline, first.zero) if self._same(value.detach() * parts, self._items[0].value) else None
        self._items = [item for item in self._items if not item.called]
        self._add(value, baseline, factor=parts)

    @staticmethod
    def _same(one, other):
        return bool(abs(one - other) <= 1e-3 * abs(other) + 1e-12)

    def _baseline_of(self, value, outputs, targets):
        """By trying the usual losses; which one it is, is kept."""
        found = recognised(value, outputs, targets)
        if found is None:
            self._compare(outputs, targets)
            return None
        name, outputs, targets = found
        return self._judge(name, outputs, targets)

    def _judge(self, name, outputs, targets):
        """The baseline of a known loss, and what speaks against its outputs."""
        self._compare(outputs, targets)
        self._look(LOSSES[name], outputs, targets)
        if name == "cross_entropy" and not targets.is_floating_point():
            return entropy(targets, outputs.shape[1]), torch.tensor(float(outputs.shape[1])).log()
        if outputs.shape != targets.shape and name != "cross_entropy":
            return None
        return constant_losses(getattr(torch.nn.functional, name), LOSSES[name], outputs.detach(), targets.detach())

    def loss_called(self, name, args, kwargs, result):
        """A call within a forward pass that is one of the usual losses."""
        if name not in LOSSES or not self.on or not torch.is_tensor(result) or not result.requires_grad or self._judging:
            return
        outputs, targets = args[0] if args else kwargs["input"], args[1] if len(args) > 1 else kwargs["target"]
        count = 1
        if kwargs.get("reduction", "mean") == "sum":
            ignored = kwargs.get("ignore_index", -100)
            count = max(1, int((targets != ignored).sum())) if name == "cross_entropy" else targets.numel()
        if result.dim() == 0:
            self._items.append(Item(result / count, self._judge(name, outputs, targets)))
            self._items[-1].called = True

    def _judged(self, criterion, inputs, value):
        """After the criterion: the loss, and the loss of the best constant prediction on these targets."""
        if self._judging or not torch.is_tensor(value):
            return
        if not self.model.training and not value.requires_grad:
            self._held += [value.detach()] if value.dim() == 0 else []
            return
        if not self.on:
            return
        baseline, kind = None, type(criterion).__name__
        if len(inputs) == 2 and all(map(torch.is_tensor, inputs)):
            self._compare(*inputs)
            self._look(kind, *inputs)
            if kind in CONSTANT and value.dim() == 0:
                self._judging = True
                try:
                    baseline = constant_losses(criterion, kind, inputs[0].detach(), inputs[1])
                except (RuntimeError, ValueError, IndexError, TypeError, Warning):
                    baseline = None
                finally:
                    self._judging = False
        self._add(value, baseline)

    def _compare(self, outputs, targets):
        """Outputs and targets of unlike shapes are stretched over each other by most losses, which is hardly ever meant."""
        if outputs.shape != targets.shape and outputs.dtype == targets.dtype and self._told["shapes"] is None:
            self._told["shapes"], self.changed = [list(outputs.shape), list(targets.shape)], True

    def _look(self, kind, outputs, targets):
        """Probabilities where logits are expected, and targets that are none where probabilities are."""
        if kind not in LOGITS or self._looked >= LOOKS:
            return
        self._looked += 1
        before, told = dict(self._told), self._told
        told["sigmoid"] = of_sigmoid(outputs)
        if kind == "CrossEntropyLoss":
            told["softmax"] = probabilities(outputs.detach()) and (self._looked == 1 or told["softmax"])
        else:
            told["targets"] = beyond(targets) or told["targets"]
        self.changed = self.changed or told != before

    def _add(self, value, baseline, factor=1):
        item = Item(value.detach() * factor if factor != 1 else value, baseline)
        self._items.append(item)
        if value.requires_grad:
            value.register_hook(self.faults.hook("the loss", item.arrived))

    # gradients ------------------------------------------------------------------------------------------

    def watch_gradients(self, name, outputs, again):
        """Hooks on the gradients with respect to what a layer gives."""
        self._forward = self._forward or not again
        for out in outputs:
            if out.requires_grad:
                out.register_hook(self.faults.hook(f"gradient of {name}", lambda gradient: self._gradient(name, gradient)))

    def _gradient(self, name, gradient):
        """In the backward pass: sizes add up where a layer is used several times."""
        if not self.on:
            return
        if self._forward or not self._backwards:
            self._forward, self.passes = False, self.passes + 1
            self._backwards = [*self._backwards[-MOST_BACKWARDS:], Backward()]
            if self.rows == 0 and self.passes % 20 == 0:  # the optimizer has not made a step yet
                self._write_manifest()
        now = self._backwards[-1]
        now.tasks.add(torch._C._current_graph_task_id())
        if name not in now.reached:
            now.reached.add(name)
            held = self._held_ids
            own = self.layers.own[name].values()
            now.left += [norm(p.grad).double() ** 2 for p in own if p.grad is not None and id(p) in held]
        now.squares[name] = now.squares.get(name, 0) + norm(gradient).double() ** 2
        now.counts[name] = now.counts.get(name, 0) + gradient.numel()

    def _counted(self):
        """The backward passes since the gradients were set to zero, and what stood in the gradients before the first of them."""
        left = [sum(part.item() for part in one.left) ** 0.5 for one in self._backwards]
        if not left:
            return [], None
        clean = [place for place, size in enumerate(left) if size == 0]
        return self._backwards[clean[-1] if clean else 0 :], min(left)

    def _deltas(self, scale):
        counted, left = self._counted()
        found = {} if left is None else {"left": left}
        for name in dict.fromkeys(name for one in counted for name in one.squares):
            square = sum(one.squares.get(name, 0) for one in counted)
            count = sum(one.counts.get(name, 0) for one in counted)
            found[f"delta/{name}"] = (square / max(1, count)) ** 0.5 / scale
        found.update(self._objective(counted, scale))
        return found

    def _objective(self, counted, scale):
        """The loss that the step descends: all values whose gradient came to these layers, each times that gradient."""
        tasks = {task for one in counted for task in one.tasks}
        items = [item for item in self._items if item.task in tasks] or [i for i in self._items if i.weight is None] or self._items
        found = {}
        for column, kind in (("loss", "value"), ("baseline", "baseline"), ("zero", "zero")):
            values = [getattr(item, kind) for item in items]
            if values and all(value is not None for value in values):
                weights = [1.0 if item.weight is None else item.weight.double() / scale for item in items]
                found[column] = sum((value.double() * weight).sum() for value, weight in zip(values, weights))
        return found

    # around the optimizer's step --------------------------------------------------------------------------

    def _clear(self):
        self.on = self.step % self.every == 0 and self._file.full is None
        self.replays.clear()
        self.replays.on = self.on and self.arrays and (self.step // self.every) % 10 == 0
        self._items, self._backwards, self._forward, self._values = [], [], False, None
        self._stepped, self._held_ids = [], {id(p) for o in self._optimizers for g in o.param_groups for p in g["params"]}
        if hasattr(self, "layers"):
            self.layers.clear()

    def _know_parameters(self):
        self._parameters = Parameters(self.model, self._optimizers)
        self._parameters.watching = lambda: self.on
        self._parameters.bear_witness(self.faults)
        self._handles += self._parameters.handles

    def _before(self, optimizer, args, kwargs):
        if any(optimizer is other for other in self._stepped):
            self._write()  # it steps again before all others have
        changed = with_closure(args, kwargs, self.faults.hook("before a step", self._measure)) if self.on else None
        if changed is None and self._values is None:
            self._measure()
        return changed

    def _measure(self):
        """Gradients are those of the step now."""
        if not self.on or self._values is not None:
            return
        self.layers.end()
        scale = scaler_above()
        if len(self._parameters.named) < sum(1 for _ in self.model.parameters()):
            self._know_parameters()  # lazy modules have been filled
            self.layers.own.update({name: dict(m.named_parameters(recurse=False)) for m, name in self.layers.names.items()})
        found = self.layers.numbers()
        found.update(self._parameters.before(scale))
        found.update(self._deltas(scale))
        self._values = found | ({"scale": scale} if scale != 1 else {})
        if self.replays.on:
            self._write_arrays()
        self.on = False  # what a closure computes from here on is not the step's

    def _after(self, optimizer, args, kwargs):
        self._stepped.append(optimizer)
        if len(self._stepped) >= len(self._optimizers):
            self._write()

    def _write(self):
        if self._values is not None:
            values, self._values = self._values, None
            try:
                values.update(self._parameters.after())
                self._write_row(values)
            except Exception as error:
                self.faults.note("a row", error)
        self.step += 1
        self._clear()
        if self.faults.new or self.changed:
            self.faults.new = self.changed = False
            self._write_manifest()

    def _write_row(self, values):
        if self._file.columns is None:
            self._file.columns = self._columns(values)
            self.changed = True
        if self._held:
            values["held_out"], self._held = sum(value.double().cpu() for value in self._held) / len(self._held), []
        row = {name: value for name, value in values.items() if not torch.is_tensor(value)}
        tensors = {name: value for name, value in values.items() if torch.is_tensor(value)}
        for kind in {(value.dtype, value.device) for value in tensors.values()}:  # one transfer for each kind of number
            names = [name for name, value in tensors.items() if (value.dtype, value.device) == kind]
            row.update(zip(names, torch.stack([tensors[name].reshape(()) for name in names]).cpu().double().tolist()))
        rate = self._optimizers[0].param_groups[0].get("lr")
        row.update(step=self.step, seconds=time.time(), **({} if rate is None else {"rate": float(rate)}))
        self._file.write_row(row)
        self.rows += 1
        self.changed = self._file.spent(self.step) or self.changed or self._facts() != self._facts_told

    def _columns(self, values=()):
        own = [name for name, _ in self._parameters.named]
        found = ["step", "seconds", "rate", *TOTALS]
        found += [f"{kind}/{name}" for kind in KINDS for name in self.layers.own]
        found += [name for name in values if name.startswith(ATTENTION)]
        return found + [f"{kind}/{name}" for kind in ("grad", "param", "update") for name in own]

    def _write_arrays(self):
        modules = {name: module for module, name in self.layers.names.items()}
        arrays = {f"grad/{name}": p.grad.to_dense() for name, p in self._parameters.named if p.grad is not None}
        if not self._file.write_arrays(self.step, {**arrays, **self.replays.arrays(modules)}):
            self.arrays, self.changed = False, True

    # the manifest --------------------------------------------------------------------------------------------

    _facts_told = None

    def _facts(self):
        """What may change in a run without a sign: which parameters are frozen, and which the optimizers hold."""
        held = sum(len(group["params"]) for optimizer in self._optimizers for group in optimizer.param_groups)
        return held, sum(not p.requires_grad for _, p in self._parameters.named)

    def _described(self, name, module):
        entry = {"name": name, "type": type(module).__name__, "activation": self.layers.kinds.get(name, ""),
                 "parameters": {key: list(p.shape) for key, p in self.layers.own[name].items()}}  # fmt: skip
        if isinstance(module, RECURRENT):
            entry["recurrent"] = described(module)
        return entry

    def _write_manifest(self):
        if self._file.columns is None:
            self._file.columns = self._columns()
        self._facts_told = self._facts()
        modules = {name: module for module, name in self.layers.names.items()}
        self._file.write_manifest({
            "layers": [self._described(name, modules[name]) for name in self.layers.order],
            "uncalled": [name for name in modules if name not in self.layers.order],
            "every": self.every, "steps_per_epoch": self.steps_per_epoch, "torch": torch.__version__,
            "optimizer": ", ".join(type(optimizer).__name__ for optimizer in self._optimizers),
            "passes": self.passes, **self._told, "compiled": bool(self._compiled), "watched": self.layers.watched,
            "frozen": self._parameters.frozen(), "unheld": self._parameters.unheld(), "foreign": self._parameters.foreign(),
            "faults": [f"{what} (×{count})" for what, count in self.faults.found.items()],
        })  # fmt: skip
