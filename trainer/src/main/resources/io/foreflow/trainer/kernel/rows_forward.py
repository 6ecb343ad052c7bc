# Some rows of [batch, time, columns]: row i * time + t is slot t of sequence i.
def forward(self, x: Tensor, rows: Tensor) -> Tuple[Tensor, Tensor]:
    by_slot = x.transpose(0, 1)
    if by_slot.is_contiguous():
        # The layers made it slot by slot, so the same rows are elsewhere.
        slots = x.size(1)
        place = torch.remainder(rows, slots) * x.size(0) + torch.div(rows, slots, rounding_mode="floor")
        return (by_slot.reshape([-1, x.size(2)]).index_select(0, place), place)
    return (x.reshape([-1, x.size(2)]).index_select(0, rows), rows)
