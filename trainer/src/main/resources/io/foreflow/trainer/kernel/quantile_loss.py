# The quantile loss of a quantile head's outputs, and its gradient.
# config: largest error that counts, bounds of the logarithm of a distance.
def forward(self, outputs: Tensor, targets: Tensor, mask: Tensor, levels: Tensor, config: Tensor) -> Tuple[Tensor, Tensor]:
    cap = float(config[0])
    narrowest = float(config[1])
    widest = float(config[2])
    horizon = targets.size(1)
    # A block for each output of one step of the horizon, see head_forward.
    out = outputs.t().contiguous()
    target = targets.t().contiguous()
    count = levels.size(0)
    middle = (count - 1) // 2
    rest = (count - 1) * horizon
    logs = out.narrow(0, horizon, rest)
    distances = logs.clamp(narrowest, widest).exp_()
    share = (mask.sum().clamp_min(1.0) * float(count)).reciprocal() * 2.0
    weight = mask.t().contiguous().mul_(share)
    grad = torch.empty_like(out)
    of_middle = grad.narrow(0, 0, horizon)
    loss = torch.zeros([1], dtype=outputs.dtype, device=outputs.device)
    quantile = out.narrow(0, 0, horizon)
    of_middle.zero_()
    # From the middle outwards: first the middle and the levels below it, then those above it.
    for i in range(count):
        level = middle - i
        if i > middle:
            level = i
        if level == middle + 1:
            quantile = out.narrow(0, 0, horizon)
        if level > middle:
            quantile = quantile + distances.narrow(0, (level - 1) * horizon, horizon)
        if level < middle:
            quantile = quantile - distances.narrow(0, level * horizon, horizon)
        error = target - quantile
        capped = error.clamp(-cap, cap)
        slope = torch.threshold_backward(weight, capped, 0).add_(weight, alpha=float(levels[level]) - 1.0)
        loss += (slope * capped).sum()
        slope = torch.hardtanh_backward(slope, error, -cap, cap).neg_()
        of_middle.add_(slope)
        if level > middle:
            grad.narrow(0, level * horizon, horizon).copy_(slope)
        if level < middle:
            grad.narrow(0, (level + 1) * horizon, horizon).copy_(slope)
    # A distance moves its level and all levels beyond it.
    for i in range(middle - 1):
        grad.narrow(0, (i + 2) * horizon, horizon).add_(grad.narrow(0, (i + 1) * horizon, horizon))
    for i in range(count - 2 - middle):
        level = count - 2 - i
        grad.narrow(0, level * horizon, horizon).add_(grad.narrow(0, (level + 1) * horizon, horizon))
    if middle > 0:
        grad.narrow(0, horizon, middle * horizon).neg_()
    if rest > 0:
        of_logs = grad.narrow(0, horizon, rest)
        of_logs.copy_(torch.hardtanh_backward(of_logs.mul_(distances), logs, narrowest, widest))
    return (loss, grad.t())
