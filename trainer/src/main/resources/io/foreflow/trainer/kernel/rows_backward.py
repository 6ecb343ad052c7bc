# The gradient of rows_forward. No row was taken twice.
def forward(self, grad: Tensor, x: Tensor, place: Tensor) -> Tensor:
    every = torch.zeros([x.size(0) * x.size(1), x.size(2)], dtype=grad.dtype, device=grad.device)
    every.index_copy_(0, place, grad)
    if x.transpose(0, 1).is_contiguous():
        return every.view([x.size(1), x.size(0), x.size(2)]).transpose(0, 1)
    return every.view([x.size(0), x.size(1), x.size(2)])
