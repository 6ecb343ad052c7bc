package io.foreflow.evaluation.gate;

/**
 * The share of targets in the challenger's outer band is near the share that should be in it.
 *
 * @param points the largest difference, as a share from 0 to 1
 */
public record CoverageNearNominal(double points) implements GateRule {

  /** Keeps a difference that is the bound itself within it, whatever the rounding. */
  private static final double ROUNDING = 1e-9;

  public CoverageNearNominal {
    if (!(points >= 0 && points <= 1)) {
      throw new IllegalArgumentException("points is " + points + ", it must be in [0, 1]");
    }
  }

  @Override
  public String name() {
    return "coverage";
  }

  @Override
  public String text() {
    return "the outer band holds its share of targets, within %s points"
        .formatted(Words.number(100 * points));
  }

  @Override
  public Finding judge(HeldOutLosses losses) {
    return losses
        .coverage()
        .map(
            band ->
                Finding.of(
                    name(),
                    Math.abs(band.share() - band.nominal()) <= points + ROUNDING,
                    "%s of the targets are in the %s band; up to %s points of difference are allowed"
                        .formatted(
                            Words.percent(band.share()),
                            Words.percent(band.nominal()),
                            Words.number(100 * points))))
        .orElseGet(() -> Finding.skipped(name(), "the model has no band"));
  }
}
