package io.foreflow.evaluation.gate;

/**
 * Enough series had targets.
 *
 * @param least the fewest series
 */
public record EnoughSeries(int least) implements GateRule {

  public EnoughSeries {
    if (least < 1) {
      throw new IllegalArgumentException("least is " + least + ", it must be at least 1");
    }
  }

  @Override
  public String name() {
    return "enough-series";
  }

  @Override
  public String text() {
    return "at least %d series have targets".formatted(least);
  }

  @Override
  public Finding judge(HeldOutLosses losses) {
    return Finding.of(
        name(),
        losses.series().size() >= least,
        "%d series with %s targets were compared%s; at least %d %s needed"
            .formatted(
                losses.series().size(),
                Words.count(losses.targets()),
                losses.leftOut() == 0
                    ? ""
                    : ", and %d left out without a target or a scale".formatted(losses.leftOut()),
                least,
                least == 1 ? "is" : "are"));
  }
}
