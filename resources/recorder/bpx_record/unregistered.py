"""Parameters that a forward pass uses although the model does not know them: layers in a plain list, or made in forward()."""

import torch

MOST_NODES = 200_000  # of a graph


def unregistered(model, inputs, outputs, held):
    """Shapes of the parameters between the inputs and the outputs of a model that neither it nor an optimizer holds.

    `held` are the identities of what the optimizers hold. What was computed before the inputs belongs to somebody else.
    """
    known = {id(p) for p in model.parameters()} | held
    seen = {tensor.grad_fn for tensor in inputs if tensor.grad_fn is not None}
    waiting = [tensor.grad_fn for tensor in outputs if tensor.grad_fn is not None]
    found = {}
    while waiting and len(seen) < MOST_NODES:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        leaf = getattr(node, "variable", None)
        if isinstance(leaf, torch.nn.Parameter) and id(leaf) not in known:
            found[id(leaf)] = list(leaf.shape)
        waiting += [before for before, _ in node.next_functions if before is not None]
    return list(found.values())
