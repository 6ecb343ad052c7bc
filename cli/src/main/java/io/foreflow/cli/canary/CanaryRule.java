package io.foreflow.cli.canary;

import io.foreflow.cli.canary.CanaryVerdict.Kind;
import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.gate.SignFlipTest;
import java.time.Duration;
import java.util.Locale;

/**
 * The rule that calls a new version worse than the old one.
 *
 * @param worse how much larger the loss must be, as a share of the old version's
 * @param least the shortest event time to judge by
 * @param until the event time after which a version that was not found to be worse is good
 * @param forecasts the fewest forecasts of each version
 * @param significance the largest probability that chance alone gives such a difference; 0 for no
 *     test
 */
public record CanaryRule(
    double worse, Duration least, Duration until, long forecasts, double significance) {

  /** Judges by all that came true so far. */
  public CanaryVerdict judge(LiveComparison found) {
    if (found.forecasts() < Math.max(1, forecasts)) {
      return open(
          found,
          "%s forecasts can be compared, needed: %s"
              .formatted(Numbers.count(found.forecasts()), Numbers.count(forecasts)));
    }
    if (found.time().compareTo(least) < 0) {
      return open(
          found, "%s can be compared, needed: %s".formatted(text(found.time()), text(least)));
    }
    int needed = significance > 0 ? SignFlipTest.fewest(significance) : 1;
    if (found.series().size() < needed) {
      return open(
          found,
          "%d series can be compared, needed for a significance of %s: %d"
              .formatted(found.series().size(), significance, needed));
    }
    String why = describe(found);
    if (isWorse(found)) {
      return new CanaryVerdict(Kind.WORSE, why);
    }
    return new CanaryVerdict(found.time().compareTo(until) >= 0 ? Kind.GOOD : Kind.OPEN, why);
  }

  private boolean isWorse(LiveComparison found) {
    // Written so that NaN is never worse: nothing is rolled back by a number that is none.
    boolean byLoss = found.newLoss() > found.oldLoss() * (1 + worse);
    // Another week may be harder for every model. Then the naive forecast has larger errors too.
    boolean byNaive =
        found.basis() == Basis.SAME_READINGS || found.newMase() > found.oldMase() * (1 + worse);
    return byLoss && byNaive && (significance <= 0 || found.chance() <= significance);
  }

  private static CanaryVerdict open(LiveComparison found, String lacking) {
    return new CanaryVerdict(Kind.OPEN, lacking + missing(found));
  }

  private String describe(LiveComparison found) {
    return String.format(
            Locale.ROOT,
            "loss %.4f, before %.4f (%+.1f %%; allowed: %+.1f %%); MASE %.3f, before %.3f; chance %.4f"
                + " (allowed: %s); compared %s: %,d forecasts of %,d series over %s",
            found.newLoss(),
            found.oldLoss(),
            100 * (found.newLoss() / found.oldLoss() - 1),
            100 * worse,
            found.newMase(),
            found.oldMase(),
            found.chance(),
            significance > 0 ? String.valueOf(significance) : "any",
            found.basis().text(),
            found.forecasts(),
            found.series().size(),
            text(found.time()))
        + missing(found);
  }

  private static String missing(LiveComparison found) {
    return (found.onlyNew() == 0
            ? ""
            : "; %s series have nothing to compare with".formatted(Numbers.count(found.onlyNew())))
        + (found.onlyOld() == 0
            ? ""
            : "; %s series have scores of the old version only"
                .formatted(Numbers.count(found.onlyOld())));
  }

  private static String text(Duration time) {
    return time.toDays() >= 2 && time.toHours() % 24 == 0
        ? time.toDays() + " days"
        : time.toMinutes() % 60 == 0 ? time.toHours() + " h" : time.toMinutes() + " min";
  }
}
