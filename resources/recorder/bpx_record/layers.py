"""The layers of a model: which modules they are, and what passes through them in a forward pass."""

import torch
from torch.nn.utils.rnn import PackedSequence

from bpx_record.functions import Origins, Watch, function_of, kind_of_call
from bpx_record.hooks import TRANSFORMED, transformed
from bpx_record.measures import RELU, SATURATED, SMOOTH, Silence, columns_spread, moments

RECURRENT = (torch.nn.RNN, torch.nn.LSTM, torch.nn.GRU)
SKIPPED = (torch.nn.Embedding, torch.nn.EmbeddingBag)
LAZY = torch.nn.parameter.UninitializedParameter
ATTENTION_EVERY = 10  # recorded steps between two looks at attention
MOST_SAMPLES, MOST_QUERIES = 2, 64


def bare(model):
    """The model inside the wrappers of torch.compile and of data parallel training."""
    while True:
        inner = getattr(model, "_orig_mod", None)
        if inner is None and type(model).__name__ in ("DistributedDataParallel", "DataParallel"):
            inner = model.module
        if not isinstance(inner, torch.nn.Module):
            return model
        model = inner


def own_parameters(module):
    """The parameters of a layer itself, with those that torch's parametrizations keep in its place."""
    own = dict(module.named_parameters(recurse=False))
    for key, part in (getattr(module, "parametrizations", None) or {}).items():
        own.update({f"parametrizations.{key}.{name}": p for name, p in part.named_parameters()})
    return own


def is_norm(module):
    """Whether a module normalises, with a scale for each channel."""
    return "Norm" in type(module).__name__ and not list(module.children()) and bool(own_parameters(module))


def layers_of(model):
    """The modules that count as layers, with their names: those with a matrix of their own, and norms."""
    found = {}
    for name, module in model.named_modules():
        if isinstance(module, SKIPPED) or ".parametrizations." in f".{name}.":
            continue
        own = own_parameters(module)
        matrix = any(isinstance(p, LAZY) or p.dim() > 1 for p in own.values())
        holds = any(p is not q for child in module.children() for p in child.parameters() for q in [own.get(p)])
        attends = isinstance(module, torch.nn.MultiheadAttention)
        parametrized = hasattr(module, "parametrizations")
        if (matrix and (not holds or attends or parametrized)) or is_norm(module):
            found[module] = name or type(module).__name__
    return found


def tensors_in(output):
    """The floating-point tensors of an output, the main one first."""
    if isinstance(output, PackedSequence):
        return [output.data]
    if torch.is_tensor(output):
        return [output] if output.is_floating_point() or output.is_complex() else []
    if isinstance(output, dict):
        output = tuple(output.values())
    return [tensor for part in output for tensor in tensors_in(part)] if isinstance(output, (tuple, list)) else []


class Layers:
    """Hooks every layer, and keeps what a forward pass shows of it."""

    def __init__(self, model, book):
        self.book, self.model = book, model
        self.names = layers_of(model)
        self.own = {name: own_parameters(module) for module, name in self.names.items()}
        self.order, self.kinds, self.silence = [], {}, {}
        self.origins = Origins(self._applied)
        self.watched, self._watch, self._entered, self._rehearsed = False, None, None, False
        self.handles = []
        for module, name in self.names.items():
            self.handles.append(module.register_forward_hook(book.faults.hook(f"forward of {name}", self._seen)))
        for module in model.modules():
            if module not in self.names and function_of(module):
                self.handles.append(module.register_forward_hook(book.faults.hook("function", self._function_seen)))
            if module is model or list(module.children()):
                self.handles.append(module.register_forward_pre_hook(book.faults.hook("forward", self._enter)))
                self.handles.append(module.register_forward_hook(book.faults.hook("forward", self._leave), always_call=True))
        self.clear()

    def clear(self):
        """Before a step."""
        self.values, self._moments, self._shares = {}, {}, {}
        self._first = True

    # the watch over a forward pass -------------------------------------------------------------------

    def _enter(self, module, inputs):
        if self.book.recomputing():
            return
        if self._watch is None and self._entered is None and self.book.on and self._counts(module):
            if module.training and self._rehearsed:
                self.clear()
            self._rehearsed = not module.training
            self._entered = module
            self.begin()

    def _counts(self, module):
        """Whether a pass is one of the training: people train in eval() too, but not without gradients. Where the same model is
        then trained in train(), what it did in eval() was an evaluation."""
        return module.training or self.book.faults.building

    def begin(self):
        """Watch the calls from here on."""
        self.origins.clear()
        if self._watch is None and not self.book.compiled():
            self._watch = Watch(self.book.faults.hook("a call", self._called))
            self._watch.__enter__()
            self.watched = True

    def _leave(self, module, inputs, output):
        if module is self._entered and not self.book.recomputing():
            self._entered = None
            self.end()
        if module is self.model and self.book.on and self.book.faults.building:
            self.book.passed(tensors_in(inputs), tensors_in(output))

    def end(self):
        """Watch no longer."""
        if self._watch is not None:
            watch, self._watch = self._watch, None
            watch.called = None
            if torch.overrides._get_current_function_mode() is watch:
                watch.__exit__(None, None, None)

    def _called(self, func, args, kwargs, result):
        if transformed():
            return
        kind, name = kind_of_call(func)
        given = args[0] if args else kwargs.get("input")
        if kind == "function":
            self.origins.function(name, given, result)
            if name == "softmax" and torch.is_tensor(given) and given.dim() == 4:
                self._attended(given, result, self.origins.of(given))
        elif kind == "passing":
            self.origins.passed((given,), result)
        elif kind == "sum":
            self.origins.summed(args, result)
        elif name == "scaled_dot_product_attention" and len(args) > 1:
            self.origins.passed((args[2],) if len(args) > 2 else (), result)
            self._attention(args, kwargs)
        elif name in ("matmul", "bmm", "__matmul__"):
            self.origins.passed(args[:1], result)
        else:
            self.book.loss_called(name, args, kwargs, result)

    def _attention(self, args, kwargs):
        """The weights of a fused attention, for a few samples and queries."""
        if self.book.rows % ATTENTION_EVERY:
            return
        query, key = args[0][:MOST_SAMPLES].detach().float(), args[1][:MOST_SAMPLES].detach().float()
        if query.dim() != 4 or query.shape[1] != key.shape[1] or query.shape[2] < 2:
            return
        logits = query[:, :, -MOST_QUERIES:] @ key.transpose(-2, -1) * (kwargs.get("scale") or query.shape[-1] ** -0.5)
        if kwargs.get("is_causal"):
            count = logits.shape[-1]
            hidden = torch.ones(count, count, dtype=torch.bool, device=logits.device).triu(1)[-logits.shape[2] :]
            logits = logits.masked_fill(hidden, float("-inf"))
        mask = kwargs.get("attn_mask", args[3] if len(args) > 3 else None)
        if mask is not None and mask.dim() == 4:
            mask = mask[:MOST_SAMPLES, :, -MOST_QUERIES:]
            logits = logits.masked_fill(~mask, float("-inf")) if mask.dtype == torch.bool else logits + mask
        self._attended(logits, logits.softmax(-1), self.origins.of(args[0]))

    def _attended(self, logits, weights, origin):
        """The entropy of attention relative to an even spread (the lowest of the heads), and the largest logit."""
        if origin is None or self.book.rows % ATTENTION_EVERY or weights.shape[-1] < 2:
            return
        part = (slice(MOST_SAMPLES), slice(None), slice(-MOST_QUERIES, None))
        weights, logits = weights[part].detach().float(), logits[part].detach()
        even = (weights > 0).sum(-1).clamp_min(2).float().log()
        spread = -(weights * weights.clamp_min(1e-30).log()).sum(-1) / even
        finite = torch.where(logits > torch.finfo(logits.dtype).min / 2, logits, torch.zeros_like(logits))
        self.values[f"entropy/{origin[0]}"] = spread.mean((0, 2)).min()
        self.values[f"logit/{origin[0]}"] = finite.abs().max()

    # layers and functions ----------------------------------------------------------------------------

    def _seen(self, module, inputs, output):
        """After a layer's forward pass."""
        name = self.names[module]
        if not self.book.on or not self._counts(module):
            return
        outputs = tensors_in(output)
        if not outputs:
            return
        if name not in self.order:
            self.order.append(name)
            self.book.changed = True
        if transformed():
            self.book.faults.say(TRANSFORMED)
            return
        again = self.book.recomputing()
        self.book.watch_gradients(name, outputs, again)
        if again:
            return
        given = inputs[0].data if inputs and isinstance(inputs[0], PackedSequence) else inputs[0] if inputs else None
        if self._first and torch.is_tensor(given) and given.is_floating_point() and not given.requires_grad:
            self.values["input/largest"], self.values["input/spread"] = columns_spread(given)
        self._first = False
        if is_norm(module):
            self.origins.passed((given,), outputs[0])
        else:
            self.origins.put(outputs[0], name)
        self._note(name, outputs[0])
        self.book.replays.seen(name, module, inputs, output)

    def _note(self, name, value):
        """What comes out of a layer now; in place of it what its function made of it, once that is known."""
        now = moments(value)
        self._moments.setdefault(name, []).append(now)

    def _function_seen(self, module, inputs, output):
        if self.book.on and self._counts(module) and inputs and not self.book.recomputing() and not transformed():
            self.origins.function(function_of(module), inputs[0], output)

    def _applied(self, name, function, result):
        """A function was applied to what came from a layer."""
        if name not in self.kinds:
            self.kinds[name], self.book.changed = function, True
        if function != self.kinds[name]:
            return
        if self._moments.get(name):
            self._moments[name][-1] = moments(result)
        if function in SATURATED:
            share = SATURATED[function](result)
            self._shares.setdefault(name, []).append(share)
        elif function in (*RELU, *SMOOTH):
            self.silence.setdefault(name, Silence(function in SMOOTH)).look(result, self._units_at(name, result))

    def _units_at(self, name, value):
        weight = next((p for p in self.own[name].values() if p.dim() > 2), None)
        return 1 if weight is not None and value.dim() == weight.dim() else -1

    def numbers(self):
        """Of the step: mean, spread and idle share of every layer, over all of its calls."""
        found = dict(self.values)
        for name, pairs in self._moments.items():
            found[f"mean/{name}"] = sum(mean.double() for mean, _ in pairs) / len(pairs)
            found[f"spread/{name}"] = (sum(spread.double() ** 2 for _, spread in pairs) / len(pairs)) ** 0.5
        found.update({f"idle/{name}": sum(shares) / len(shares) for name, shares in self._shares.items()})
        for name, silence in self.silence.items():
            share = silence.share()
            if share is not None:
                found[f"idle/{name}"] = share
        return found
