package io.foreflow.evaluation.gate;

import java.util.List;

/** The challenger's mean loss is smaller than that of the naive forecast. */
public record BetterThanNaive() implements GateRule {

  @Override
  public String name() {
    return "better-than-naive";
  }

  @Override
  public String text() {
    return "a smaller mean loss than the seasonal naive forecast";
  }

  @Override
  public Finding judge(HeldOutLosses losses) {
    List<SeriesLosses> compared =
        losses.series().stream().filter(one -> Double.isFinite(one.naive())).toList();
    if (compared.isEmpty()) {
      return Finding.of(name(), false, "no series has a loss of the " + losses.naive());
    }
    double naive = HeldOutLosses.mean(compared, SeriesLosses::naive);
    double challenger = HeldOutLosses.mean(compared, SeriesLosses::challenger);
    return Finding.of(
        name(),
        challenger < naive,
        "mean %s %s, %s %s: %s"
            .formatted(
                losses.loss().text(),
                Words.number(challenger),
                losses.naive(),
                Words.number(naive),
                Words.change(challenger, naive)));
  }
}
