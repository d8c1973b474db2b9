"""Pieces of Python that a PyTorch script brings along where it needs them."""

PHILOX = '''
def random_words(*key):
    """Random 64-bit words that depend on the key alone: the same ones in every run, from any step on."""
    digest = hashlib.sha256(repr(key).encode()).digest()
    return np.random.Philox(key=int.from_bytes(digest[:16], "little"))
'''
DROPOUT = '''
class Dropout(nn.Module):
    """nn.Dropout whose mask is a function of the training step, so that a run can be repeated exactly."""

    step = 0

    def __init__(self, p, name):
        super().__init__()
        self.p, self.name = p, name

    def forward(self, x, time=1):
        if not self.training:
            return x
        words = random_words(SEED, "dropout", self.name, time, Dropout.step).random_raw(x.numel())
        kept = (words >> np.uint64(11)) * 2.0**-53 >= self.p
        return x * torch.from_numpy(kept.reshape(x.shape[::-1]).T / (1 - self.p)).to(x)
'''
MISTAKE = '''
class MistakenSigmoid(torch.autograd.Function):
    """A mistake kept on purpose: the derivative is taken at the output of the sigmoid instead of its input."""

    @staticmethod
    def forward(context, z):
        a = torch.sigmoid(z)
        context.save_for_backward(a)
        return a

    @staticmethod
    def backward(context, gradient):
        (a,) = context.saved_tensors
        s = torch.sigmoid(a)
        return gradient * s * (1 - s)
'''
NESTEROV = '''
class TextbookNesterov(torch.optim.Optimizer):
    """Nesterov's momentum as in the books: gradient and weight decay are taken at the point ahead, p + momentum * v."""

    def __init__(self, params, lr, momentum, weight_decay=0.0, maximize=False):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay, "maximize": maximize})

    @torch.no_grad()
    def look_ahead(self):
        for group in self.param_groups:
            for p in group["params"]:
                state = self.state[p]
                state.setdefault("velocity", torch.zeros_like(p))
                state["here"] = p.clone()
                p += group["momentum"] * state["velocity"]

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                velocity = self.state[p]["velocity"]
                gradient = (-p.grad if group["maximize"] else p.grad) + group["weight_decay"] * p
                velocity.mul_(group["momentum"]).sub_(group["lr"] * gradient)
                p.copy_(self.state[p]["here"] + velocity)
'''
