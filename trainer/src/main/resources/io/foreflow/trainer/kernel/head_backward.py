# The gradients of head_forward: of the weights, and of the hidden layer before its ReLU.
def forward(self, grad: Tensor, x: Tensor, layer: Tensor, w2: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    inner = torch.threshold_backward(self.linear(grad, w2.t(), None), layer, 0)
    return (self.outer(inner, x), inner.sum([0]), self.outer(grad, layer), grad.sum([0]), inner)
