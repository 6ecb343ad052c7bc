# The gradients of gru_forward. All that a slot's gradient is multiplied by is computed for all
# slots at once. In the loop each slot's factors become its gradients of r, z and both parts of n.
def forward(self, grad: Tensor, x: Tensor, gates: Tensor, states: Tensor, u: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    rows = x.size(0)
    slots = x.size(1)
    hidden = u.size(1)
    every = slots * rows
    r = gates.narrow(1, 0, hidden)
    z = gates.narrow(1, hidden, hidden)
    q = gates.narrow(1, 2 * hidden, hidden)
    n = gates.narrow(1, 3 * hidden, hidden)
    before = states.narrow(0, 0, every)
    k = torch.empty_like(gates)
    new = (1 - z).contiguous()
    of_n = torch.mul(1 - n * n, new, out=k.narrow(1, 3 * hidden, hidden))
    of_q = torch.mul(of_n, r, out=k.narrow(1, 2 * hidden, hidden))
    torch.mul((1 - r).mul_(q), of_q, out=k.narrow(1, 0, hidden))
    torch.mul((before - n).mul_(z), new, out=k.narrow(1, hidden, hidden))
    each = k.view([every, 4, hidden]).split(rows, 0)
    of_state = k.narrow(1, 0, 3 * hidden).split(rows, 0)
    kept = z.split(rows, 0)
    outer = grad.transpose(0, 1).reshape([every, hidden]).split(rows, 0)
    d = outer[slots - 1]
    for i in range(slots - 1):
        t = slots - 1 - i
        each[t].mul_(d.unsqueeze(1))
        d = torch.addcmul(outer[t - 1], d, kept[t]).addmm_(of_state[t], u)
    each[0].mul_(d.unsqueeze(1))
    xt = x.transpose(0, 1).reshape([every, x.size(2)])
    w4 = self.outer(k, xt)
    b4 = k.sum([0])
    two = 2 * hidden
    w = torch.cat([w4.narrow(0, 0, two), w4.narrow(0, 3 * hidden, hidden)], 0)
    b = torch.cat([b4.narrow(0, 0, two), b4.narrow(0, 3 * hidden, hidden)], 0)
    return (w, self.outer(k, before).narrow(0, 0, 3 * hidden), b, b4.narrow(0, 0, 3 * hidden), k)
