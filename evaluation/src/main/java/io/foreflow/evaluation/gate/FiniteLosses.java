package io.foreflow.evaluation.gate;

import java.util.List;

/** The challenger's loss is a number for each series. */
public record FiniteLosses() implements GateRule {

  @Override
  public String name() {
    return "finite-losses";
  }

  @Override
  public String text() {
    return "the loss of the challenger is a number for each series";
  }

  @Override
  public Finding judge(HeldOutLosses losses) {
    List<SeriesLosses> broken =
        losses.series().stream().filter(one -> !Double.isFinite(one.challenger())).toList();
    return Finding.of(
        name(),
        broken.isEmpty(),
        broken.isEmpty()
            ? "the challenger's loss is a number for each series"
            : "the challenger's loss is no finite number for %d of %d series, such as %s"
                .formatted(broken.size(), losses.series().size(), broken.get(0).series()));
  }
}
