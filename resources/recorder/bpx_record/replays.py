"""What runs a recurrent layer again elsewhere: its inputs, states, and the gradients that enter from above."""

import torch
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence

from bpx_record.layers import RECURRENT

CELLS = (torch.nn.RNNCell, torch.nn.LSTMCell, torch.nn.GRUCell)


def described(module):
    """How a recurrent module was made."""
    return {
        "layers": module.num_layers,
        "batch_first": module.batch_first,
        "dropout": float(module.dropout),
        "bidirectional": module.bidirectional,
        "nonlinearity": getattr(module, "nonlinearity", ""),
        "projection": getattr(module, "proj_size", 0),
    }


class Replays:
    """Kept for some of the recorded steps."""

    def __init__(self, faults):
        self.faults, self.on = faults, False
        self.clear()

    def clear(self):
        """Before a step."""
        self.kept, self._packed, self._cells = {}, {}, {}

    def seen(self, name, module, inputs, output):
        """After the forward pass of a layer."""
        if self.on and isinstance(module, RECURRENT):
            self._whole(name, module, inputs, output)
        elif self.on and isinstance(module, CELLS):
            self._cell(name, output)

    def _cell(self, name, output):
        """One time step of a loop over a cell: the gradient with respect to its state is the whole one."""
        state = output[0] if isinstance(output, tuple) else output
        places = self._cells.setdefault(name, [])
        place = len(places)
        places.append(None)

        def arrived(gradient):
            places[place] = torch.linalg.vector_norm(gradient.detach().double())

        if state.requires_grad:
            state.register_hook(self.faults.hook(f"gradient of {name}", arrived))

    def _whole(self, name, module, inputs, output):
        if name in self.kept:  # one call in each step
            return
        given, packed = inputs[0], isinstance(inputs[0], PackedSequence)
        if not packed and given.dim() != 3:
            return
        kept = self.kept[name] = {"input": given.data.detach()}
        if packed:
            self._packed[name] = (given, module.batch_first)
        if len(inputs) > 1 and inputs[1] is not None:
            states = inputs[1] if isinstance(inputs[1], tuple) else (inputs[1],)
            kept.update({f"state{place}": state.detach() for place, state in enumerate(states)})
        finals = output[1] if isinstance(output[1], tuple) else (output[1],)
        self._keep(kept, "output_gradient", output[0].data if packed else output[0], name)
        for place, final in enumerate(finals):
            self._keep(kept, f"final{place}_gradient", final, name)

    def _keep(self, kept, key, tensor, name):
        def arrived(gradient):
            kept[key] = kept[key] + gradient.detach() if key in kept else gradient.detach().clone()

        if tensor.requires_grad:
            tensor.register_hook(self.faults.hook(f"gradient of {name}", arrived))

    def arrays(self, modules):
        """What is written: padded where it was packed, with the lengths."""
        found = {}
        for layer, kept in self.kept.items():
            if layer in self._packed:
                kept = self._unpacked(kept, *self._packed[layer])
            found.update({f"replay/{layer}/{key}": value for key, value in kept.items()})
            for name, p in modules[layer].named_parameters(recurse=False):
                found[f"replay/{layer}/{name}"] = p
                if p.grad is not None:
                    found[f"replay/{layer}/grad/{name}"] = p.grad
        for layer, norms in self._cells.items():
            if any(value is not None for value in norms):
                found[f"replay/{layer}/norms"] = torch.stack([torch.zeros(()).double() if v is None else v.cpu() for v in norms])
        return found

    @staticmethod
    def _unpacked(kept, given, batch_first):
        found = dict(kept)
        for key in ("input", "output_gradient"):
            if key in kept:
                whole = PackedSequence(kept[key], given.batch_sizes, given.sorted_indices, given.unsorted_indices)
                found[key], found["lengths"] = pad_packed_sequence(whole, batch_first=batch_first)
        return found
