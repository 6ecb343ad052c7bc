# x w for a large x.
def forward(self, x: Tensor, w: Tensor) -> Tuple[Tensor, Tensor]:
    made = self.linear(x, w.t().contiguous(), None)
    return (made, made)
