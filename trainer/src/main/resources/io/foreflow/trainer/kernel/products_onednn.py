# Products of large matrices by oneDNN, the engine's second library for them. On processors of AMD it
# is twice as fast as the first one.

# x w' + b
def linear(self, x: Tensor, w: Tensor, b: Optional[Tensor]) -> Tensor:
    if x.is_cuda:
        return torch.linear(x, w, b)
    return ops.mkldnn._linear_pointwise(x, self.dense(w), b, "none", [], "")

# g' x
def outer(self, g: Tensor, x: Tensor) -> Tensor:
    if g.is_cuda:
        return torch.mm(g.t(), x)
    if g.t().is_contiguous():
        return ops.mkldnn._linear_pointwise(g.t(), self.dense(x).t(), None, "none", [], "")
    return ops.mkldnn._linear_pointwise(x.t(), self.dense(g).t(), None, "none", [], "").t().contiguous()

# A matrix without gaps between its rows or columns. With gaps the library is a hundred times slower.
def dense(self, a: Tensor) -> Tensor:
    if a.is_contiguous() or a.t().is_contiguous():
        return a
    return a.contiguous()
