# The gradients of head_forward, all but that of x.
def forward(self, grad: Tensor, x: Tensor, layer: Tensor, w2: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    inner = torch.threshold_backward(torch.mm(grad, w2), layer, 0)
    return (torch.mm(inner.t(), x), inner.sum([0]), torch.mm(grad.t(), layer), grad.sum([0]), inner)
