# The layers below a head: ReLU of one linear layer, then another. The outputs lie in memory output
# by output, so that one step of the horizon or one level is a block.
def forward(self, x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tuple[Tensor, Tensor]:
    layer = self.linear(x, w1, b1).relu_()
    outputs = self.linear(w2, layer, None).add_(b2.unsqueeze(1))
    return (outputs.t(), layer)
