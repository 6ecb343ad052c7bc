# The layers below a head: ReLU of one linear layer, then another.
def forward(self, x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tuple[Tensor, Tensor]:
    layer = torch.addmm(b1, x, w1.t()).relu_()
    return (torch.addmm(b2, layer, w2.t()), layer)
