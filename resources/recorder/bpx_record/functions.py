"""Which function follows which layer: calls are watched, nothing is guessed.

Each tensor that comes from a layer through nothing but norms, pools, dropout, reshaping and sums carries the name of the layer,
until a function such as ReLU is applied to it: that is the layer's function.
"""

import weakref

import torch
from torch.overrides import TorchFunctionMode

FUNCTIONS = {
    "relu", "relu6", "tanh", "sigmoid", "gelu", "silu", "elu", "selu", "celu", "leaky_relu", "rrelu", "prelu", "softplus",
    "hardtanh", "hardswish", "hardsigmoid", "mish", "softsign", "glu", "softmax", "log_softmax", "logsigmoid",
}  # fmt: skip
PASSING = {
    "batch_norm", "layer_norm", "group_norm", "instance_norm", "rms_norm", "dropout", "dropout1d", "dropout2d", "dropout3d",
    "feature_dropout", "alpha_dropout", "feature_alpha_dropout", "reshape", "view", "flatten", "unflatten", "permute", "transpose",
    "contiguous", "__getitem__", "squeeze", "unsqueeze", "unbind", "expand", "select", "narrow", "chunk", "split", "to", "float",
    "half", "bfloat16", "clone", "type_as",
}  # fmt: skip
POOLS = ("max_pool", "avg_pool", "adaptive_")
SUMS = {"add", "__add__", "__iadd__", "__radd__", "cat", "concat"}
# Names of classes in other libraries, in small letters and without "activation".
CALLED = {
    "newgelu": "gelu", "fastgelu": "gelu", "quickgelu": "gelu", "pytorchgelutanh": "gelu", "clippedgelu": "gelu",
    "accurategelu": "gelu", "laplace": "", "swish": "silu", "memoryefficientswish": "silu", "leakyrelu": "leaky_relu",
    "logsoftmax": "log_softmax", "hardswishme": "hardswish", "swishme": "silu", "relusquared": "", "linearactivation": "",
}  # fmt: skip


def function_of(module):
    """The name of the function that a module without weights applies; "" if it applies none that is known."""
    name = type(module).__name__.lower().removesuffix("activation")
    name = CALLED.get(name, name)
    return name if name in FUNCTIONS else ""


class Origins:
    """The layers that the tensors of the present forward pass come from."""

    def __init__(self, applied):
        self.applied = applied  # told of layer, function and result
        self.known = {}

    def clear(self):
        """A new forward pass."""
        self.known = {}

    def of(self, tensor):
        """The layer, and whether its function has been applied; None if unknown."""
        found = self.known.get(id(tensor))
        return found[1] if found is not None and found[0]() is tensor else None

    def put(self, tensor, layer, done=False):
        """A tensor that comes from a layer."""
        if torch.is_tensor(tensor):
            self.known[id(tensor)] = (weakref.ref(tensor), (layer, done))

    def passed(self, given, result):
        """The result still comes from the layer of what was given."""
        origin = next((found for value in given if torch.is_tensor(value) and (found := self.of(value)) is not None), None)
        if origin is not None:
            for value in result if isinstance(result, (tuple, list)) else (result,):
                self.put(value, *origin)

    def function(self, name, given, result):
        """A function was applied."""
        origin = self.of(given) if torch.is_tensor(given) else None
        if origin is None or origin[1] or not torch.is_tensor(result):
            return
        self.put(result, origin[0], True)
        self.applied(origin[0], name, result)

    def summed(self, given, result):
        """A sum comes from the first part that has met no function yet, a row of parts from the last such part."""
        parts = given[0] if given and isinstance(given[0], (tuple, list)) else given[:2]
        parts = reversed(parts) if parts is given[0] else parts
        for value in parts:
            origin = self.of(value) if torch.is_tensor(value) else None
            if origin is not None and not origin[1]:
                self.put(result, *origin)
                return


class Watch(TorchFunctionMode):
    """Sees every call of a torch function while a forward pass is computed."""

    def __init__(self, called):
        super().__init__()
        self.called = called

    def __torch_function__(self, func, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        result = func(*args, **kwargs)
        if self.called is not None:
            self.called(func, args, kwargs, result)
        return result


def kind_of_call(func):
    """What a call does for the way of a tensor: `function`, `passing`, `sum`, or "" with the name."""
    name = getattr(func, "__name__", "")
    name = name if name.startswith("__") else name.rstrip("_")
    if name in FUNCTIONS:
        return "function", name
    if name in PASSING or name.startswith(POOLS):
        return "passing", name
    return ("sum" if name in SUMS else ""), name
