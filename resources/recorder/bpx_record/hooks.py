"""Hooks that never disturb: a fault is noted, and a copy of the model has none."""

import contextlib

import torch

MOST_FAULTS = 20
TRANSFORMED = "layers called within torch.func (grad, vmap): what is computed there has no numbers before the transform ends"


def transformed():
    """Whether a transform of torch.func is at work, in which tensors stand for many."""
    functorch = getattr(torch._C, "_functorch", None)
    return getattr(functorch, "peek_interpreter_stack", lambda: None)() is not None


def silent():
    """What stands for a hook in a copy of the model: it takes anything and does nothing, and any Python can unpickle it."""
    return contextlib.nullcontext().__exit__


class Hook:
    """Calls a function for as long as recording is wanted, without gradients; what it raises is noted and goes no further."""

    def __init__(self, faults, place, function):
        self.faults, self.place, self.function = faults, place, function

    def __call__(self, *args):
        """Call the function; None if that failed."""
        if torch.jit.is_tracing() or torch.compiler.is_exporting():
            return None
        with torch._C.DisableTorchFunction():
            around, self.faults.building = self.faults.building, torch.is_grad_enabled()
            try:
                with torch.no_grad():
                    return self.function(*args)
            except Exception as error:
                self.faults.note(self.place, error)
                return None
            finally:
                self.faults.building = around

    def __deepcopy__(self, memo):
        return silent()

    def __reduce__(self):
        return getattr, (contextlib.nullcontext(), "__exit__")


class Faults:
    """What went wrong while recording, each place and kind once, with how often; `building`: whether gradients can come back to
    where the hook that runs now was called."""

    def __init__(self):
        self.found, self.new, self.building = {}, False, False

    def note(self, place, error):
        """Remember a fault."""
        self.say(f"{place}: {type(error).__name__}: {str(error).splitlines()[0][:160] if str(error) else ''}")

    def say(self, what):
        """Remember what could not be measured, in words."""
        if what in self.found or len(self.found) < MOST_FAULTS:
            self.new = self.new or what not in self.found
            self.found[what] = self.found.get(what, 0) + 1

    def hook(self, place, function):
        """A guarded hook; `place` says in the note where it happened."""
        return Hook(self, place, function)
