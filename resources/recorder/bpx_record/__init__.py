"""Records how gradients flow through a PyTorch model while it trains, for Backprop Explorer (Open trace).

Put this file next to the training script. It needs only torch and numpy.

    from bpx_record import Recorder

    recorder = Recorder(model, optimizer, criterion)    # before the loop; the loop itself does not change

The criterion is the module that gives the loss, such as nn.MSELoss(). Where the loss is a plain function, leave it out and
write `loss = recorder.loss(loss, outputs, targets)` in the loop. With a Trainer of transformers or of Lightning:

    trainer = Trainer(..., callbacks=[Recorder(model).callback()])

A row is written whenever the optimizer steps, into the folder "trace"; where that holds a run already, into "trace-2" and so on.
What the criterion gives in model.eval() without gradients is the held-out loss; of a plain function, recorder.held_out(loss) is.

Options: folder="trace"; every=10 records each tenth step; arrays=True also keeps parameter gradients, and inputs and gradients of
recurrent layers, so that their gradient through time can be replayed; limit_mb bounds the size of the folder; resume=True goes
on in the folder as it is, replace=True begins it anew. Several optimizers of one model are given as a list.
The folder can be opened while the training runs. Recording reads values, it never changes one; what goes wrong in it is noted in
the folder, and the training goes on.
"""

from bpx_record.recorder import Recorder

__all__ = ["Recorder"]
