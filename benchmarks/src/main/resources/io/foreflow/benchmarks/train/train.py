# The network of the benchmark in plain PyTorch: a recurrent layer, a head over its output and the
# context, quantiles held apart by exponentials, the quantile loss, AdamW. One thread.
import sys
import time

import torch

cell = sys.argv[1]
batch, window, inputs, hidden, context, units, levels, horizon = map(int, sys.argv[2:10])
seconds = float(sys.argv[10])
torch.set_num_threads(1)
layer = {"gru": torch.nn.GRU, "lstm": torch.nn.LSTM, "rnn": torch.nn.RNN}[cell](
    inputs, hidden, batch_first=True)
first = torch.nn.Linear(hidden + context, units)
second = torch.nn.Linear(units, levels * horizon)
optimizer = torch.optim.AdamW([p for m in (layer, first, second) for p in m.parameters()], lr=1e-4)
x = torch.randn(batch, window, inputs)
beside = torch.randn(batch, window, context)
target = torch.randn(batch, window, 1, horizon)
level = torch.tensor([0.1, 0.5, 0.9]).view(levels, 1)


def step():
    optimizer.zero_grad()
    out, _ = layer(x)
    out = second(torch.relu(first(torch.cat([out, beside], 2))))
    middle = out[..., :horizon]
    apart = out[..., horizon:].clamp(-30, 8).exp()
    quantiles = torch.stack([middle - apart[..., :horizon], middle, middle + apart[..., horizon:]], 2)
    error = (target - quantiles).clamp(-20, 20)
    torch.maximum(error * level, error * (level - 1)).mean().backward()
    optimizer.step()


step()
steps = 0
start = time.perf_counter()
while time.perf_counter() - start < seconds:
    step()
    steps += 1
print(steps / (time.perf_counter() - start))
