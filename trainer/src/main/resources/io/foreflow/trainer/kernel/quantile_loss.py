# The quantile loss of a quantile head's outputs, and its gradient.
# config: largest error that counts, bounds of the logarithm of a distance.
def forward(self, outputs: Tensor, targets: Tensor, mask: Tensor, levels: Tensor, config: Tensor) -> Tuple[Tensor, Tensor]:
    cap = float(config[0])
    narrowest = float(config[1])
    widest = float(config[2])
    horizon = targets.size(1)
    count = levels.size(0)
    middle = (count - 1) // 2
    rest = (count - 1) * horizon
    logs = outputs.narrow(1, horizon, rest)
    clipped = logs.clamp(narrowest, widest)
    distances = clipped.exp()
    share = (mask.sum().clamp_min(1.0) * float(count)).reciprocal() * 2.0
    weight = mask * share
    grad = torch.empty_like(outputs)
    of_middle = grad.narrow(1, 0, horizon)
    loss = torch.zeros([1], dtype=outputs.dtype, device=outputs.device)
    quantile = outputs.narrow(1, 0, horizon)
    of_middle.zero_()
    # From the middle outwards: first the middle and the levels below it, then those above it.
    for i in range(count):
        level = middle - i
        if i > middle:
            level = i
        if level == middle + 1:
            quantile = outputs.narrow(1, 0, horizon)
        if level > middle:
            quantile = quantile + distances.narrow(1, (level - 1) * horizon, horizon)
        if level < middle:
            quantile = quantile - distances.narrow(1, level * horizon, horizon)
        error = targets - quantile
        capped = error.clamp(-cap, cap)
        slope = capped.gt(0).to(outputs.dtype).add_(levels[level] - 1).mul_(weight)
        loss += (slope * capped).sum()
        slope.mul_(capped.eq(error)).neg_()
        of_middle.add_(slope)
        if level > middle:
            grad.narrow(1, level * horizon, horizon).copy_(slope)
        if level < middle:
            grad.narrow(1, (level + 1) * horizon, horizon).copy_(slope)
    # A distance moves its level and all levels beyond it.
    for i in range(middle - 1):
        grad.narrow(1, (i + 2) * horizon, horizon).add_(grad.narrow(1, (i + 1) * horizon, horizon))
    for i in range(count - 2 - middle):
        level = count - 2 - i
        grad.narrow(1, level * horizon, horizon).add_(grad.narrow(1, (level + 1) * horizon, horizon))
    if middle > 0:
        grad.narrow(1, horizon, middle * horizon).neg_()
    if rest > 0:
        grad.narrow(1, horizon, rest).mul_(distances).mul_(clipped.eq(logs))
    return (loss, grad)
