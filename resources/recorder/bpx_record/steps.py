"""Around the optimizer's step: gradients, weights, updates, clipping, closures."""

import sys

import torch

from bpx_record.measures import norm, plain

WITNESSES, ALIKE, TOUCHED = 8, 2e-3, 1e-3
DEEP = 8  # frames above a step in which the GradScaler that makes it is sought


def inner(optimizer):
    """The torch optimizer in the wrappers of Accelerate, Lightning and others."""
    for _ in range(8):
        found = None
        for name in ("_optimizer", "optimizer", "optim"):
            part = optimizer.__dict__.get(name)
            if hasattr(part, "param_groups") and hasattr(part, "step"):
                found = part
                break
        if found is None:
            return optimizer
        optimizer = found
    return optimizer


def scaler_above():
    """The scale of the GradScaler that is making this step; 1 without one."""
    frame = sys._getframe(1)
    for _ in range(DEEP + 6):
        if frame is None:
            return 1.0
        made = frame.f_locals.get("self")
        if isinstance(made, torch.amp.GradScaler):
            return float(made.get_scale())
        frame = frame.f_back
    return 1.0


class Parameters:
    """The parameters of a model around a step; norms of them, of their gradients and of their updates."""

    def __init__(self, model, optimizers):
        self.model, self.optimizers = model, optimizers
        lazy = torch.nn.parameter.UninitializedParameter
        self.named = [(name, p) for name, p in model.named_parameters() if not isinstance(p, lazy)]
        self._old, self._witness = {}, {}
        self.handles = []

    def held(self):
        """Identities of the parameters that the optimizers hold."""
        return {id(p) for optimizer in self.optimizers for group in optimizer.param_groups for p in group["params"]}

    def unheld(self):
        """Names of those that could learn and that no optimizer holds."""
        held = self.held()
        return [name for name, p in self.named if p.requires_grad and id(p) not in held]

    def foreign(self):
        """How many parameters the optimizers hold that are not the model's."""
        own = {id(p) for _, p in self.named}
        return sum(key not in own for key in self.held())

    def frozen(self):
        """Names of those that take no gradient."""
        return [name for name, p in self.named if not p.requires_grad]

    def bear_witness(self, faults):
        """A few small parameters tell whether gradients are changed between backward() and step()."""
        able = [p for _, p in self.named if hasattr(p, "register_post_accumulate_grad_hook") and p.requires_grad and p.is_leaf]
        for p in sorted(able, key=lambda p: p.numel())[:WITNESSES]:
            self.handles.append(p.register_post_accumulate_grad_hook(faults.hook("a gradient", self._accumulated)))

    def _accumulated(self, p):
        if self.watching():
            self._witness[id(p)] = (p, norm(p.grad))

    def watching(self):
        """Whether this step is recorded; the recorder says so."""
        return True

    def before(self, scale):
        """Norms before the step, and copies to compare with after it."""
        found, witness, self._witness = {}, self._witness, {}
        for name, p in self.named:
            found[f"param/{name}"] = norm(p)
            if p.grad is not None and p.requires_grad:
                found[f"grad/{name}"] = norm(p.grad)
            if p.requires_grad:
                self._keep(name, p)
        found.update(self._clipped(witness, scale))
        self._found = found
        return found

    def _keep(self, name, p):
        old = self._old.get(name)
        if old is not None and old.shape == p.shape and old.dtype == p.dtype and old.device == p.device:
            old.copy_(p)
        else:
            self._old[name] = p.detach().clone(memory_format=torch.preserve_format)

    def _clipped(self, witness, scale):
        """By what gradients were multiplied between backward() and step(): 1 if they were left alone."""
        pairs = [(norm(p.grad).item() if p.grad is not None else 0.0, before.item()) for p, before in witness.values()]
        ratios = [now * scale / before for now, before in pairs if before > 0 and now * scale / before < 1e6]
        if not ratios or _distributed():
            return {}
        low, high = min(ratios), max(ratios)
        if high <= 0:
            return {"clip": torch.tensor(0.0)}
        return {"clip": torch.tensor(high if high - low <= ALIKE * high or high < 1 else 1.0)}

    def after(self):
        """Norms of the updates, and the cosine of the whole update and the whole gradient."""
        found, product, sizes = {}, 0.0, [0.0, 0.0]
        for name, p in self.named:
            old = self._old.get(name)
            if old is None or not p.requires_grad:
                continue
            move = old.neg_().add_(p.detach())
            found[f"update/{name}"] = size = norm(move)
            if p.grad is not None and not p.grad.is_sparse and f"grad/{name}" in self._found:
                one, two = plain(move).flatten(), plain(p.grad).flatten()
                product = product + torch.dot(one, two.to(one.dtype)).double()
                sizes = [sizes[0] + size.double() ** 2, sizes[1] + self._found[f"grad/{name}"].double() ** 2]
        if torch.is_tensor(product):
            size = (sizes[0] * sizes[1]) ** 0.5
            found["along"] = product / torch.where(size > 0, size, torch.ones_like(size))
        return found


def _distributed():
    dist = torch.distributed
    return dist.is_available() and dist.is_initialized() and dist.get_world_size() > 1


class Closure:
    """A closure that an optimizer calls, possibly several times: after the first call gradients are those of the step."""

    def __init__(self, closure, first):
        self.closure, self.first, self.calls = closure, first, 0

    def __call__(self, *args, **kwargs):
        """Call the closure."""
        result = self.closure(*args, **kwargs)
        self.calls += 1
        if self.calls == 1:
            self.first()
        return result


def with_closure(args, kwargs, first):
    """The arguments of a step with the closure wrapped; None where there is none."""
    for place, value in enumerate(args):
        if callable(value) and not hasattr(value, "param_groups"):
            return (*args[:place], Closure(value, first), *args[place + 1 :]), kwargs
    if callable(kwargs.get("closure")):
        return args, {**kwargs, "closure": Closure(kwargs["closure"], first)}
    return None
