"""Callbacks for the Trainers of transformers and of Lightning."""

import sys


def _bases():
    found = []
    transformers = sys.modules.get("transformers")
    if transformers is not None and hasattr(transformers, "TrainerCallback"):
        found.append(transformers.TrainerCallback)
    for name in ("lightning.pytorch", "pytorch_lightning"):
        if name in sys.modules and hasattr(sys.modules[name], "Callback"):
            found.append(sys.modules[name].Callback)
            break
    return tuple(found)


def callback_of(recorder):
    """A callback for either Trainer, whichever has been imported."""
    faults = recorder.faults

    def begin(optimizers, step):
        recorder.attach(optimizers, step)

    class RecorderCallback(*_bases()):
        """Attaches the recorder when training begins."""

        # transformers

        def on_train_begin(self, args, state, control, optimizer=None, **kwargs):
            faults.hook("on_train_begin", begin)([optimizer], state.global_step)

        def on_train_end(self, *args, **kwargs):
            faults.hook("on_train_end", recorder.close)()

        # Lightning

        def on_train_start(self, trainer, module):
            faults.hook("on_train_start", begin)(trainer.optimizers, trainer.global_step)

        def on_train_batch_start(self, trainer, module, batch, batch_idx):
            faults.hook("on_train_batch_start", recorder.begin_forward)()

        def on_before_backward(self, trainer, module, loss):
            recorder.loss(loss, _parts=trainer.accumulate_grad_batches)

        def on_exception(self, trainer, module, exception):
            faults.hook("on_exception", recorder.close)()

    return RecorderCallback()
