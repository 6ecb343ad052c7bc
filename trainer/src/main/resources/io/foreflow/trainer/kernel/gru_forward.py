# A GRU layer over whole sequences. The products of the inputs are made for all slots at once.
# Columns of the gates: r, z, the state's part of n, the input's part of n (n itself after the loop).
# Every row of the gates and the states belongs to one slot of one sequence, slot by slot.
def forward(self, x: Tensor, h0: Tensor, w: Tensor, u: Tensor, b: Tensor, c: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    rows = x.size(0)
    slots = x.size(1)
    hidden = h0.size(1)
    two = 2 * hidden
    zeros = torch.zeros_like(u.narrow(0, two, hidden)).narrow(1, 0, 1).expand([hidden, x.size(2)])
    w4 = torch.cat([w.narrow(0, 0, two), zeros, w.narrow(0, two, hidden)], 0)
    b4 = torch.cat([(b + c).narrow(0, 0, two), c.narrow(0, two, hidden), b.narrow(0, two, hidden)], 0)
    xt = x.transpose(0, 1).reshape([slots * rows, x.size(2)])
    gates = self.linear(xt, w4, b4)
    states = torch.empty([(slots + 1) * rows, hidden], dtype=x.dtype, device=x.device)
    u_t = u.t().contiguous()
    of_state = gates.narrow(1, 0, 3 * hidden).split(rows, 0)
    rz = gates.narrow(1, 0, two).split(rows, 0)
    r = gates.narrow(1, 0, hidden).split(rows, 0)
    z = gates.narrow(1, hidden, hidden).split(rows, 0)
    q = gates.narrow(1, two, hidden).split(rows, 0)
    n = gates.narrow(1, 3 * hidden, hidden).split(rows, 0)
    h = states.split(rows, 0)
    h[0].copy_(h0)
    for t in range(slots):
        of_state[t].addmm_(h[t], u_t)
        rz[t].sigmoid_()
        n[t].addcmul_(r[t], q[t])
        n[t].tanh_()
        torch.lerp(n[t], h[t], z[t], out=h[t + 1])
    output = states.narrow(0, rows, slots * rows).view([slots, rows, hidden]).transpose(0, 1)
    return (output, h[slots].clone(), gates, states, w4)
