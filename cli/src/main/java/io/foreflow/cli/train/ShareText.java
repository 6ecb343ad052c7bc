package io.foreflow.cli.train;

import java.util.List;

/** The share of a ridge regression in the forecast of an ensemble, in words. */
final class ShareText {

  private ShareText() {}

  /**
   * One sentence.
   *
   * @param shares from 0 to 1, one for each step of the horizon
   */
  static String of(List<Double> shares) {
    long first = percent(shares.get(0));
    long last = percent(shares.get(shares.size() - 1));
    return shares.stream().distinct().count() == 1
        ? "The member ridge has %d %% of the forecast.".formatted(first)
        : "The member ridge has %d %% of the forecast 1 slot ahead, and %d %% %d slots ahead."
            .formatted(first, last, shares.size());
  }

  private static long percent(double share) {
    return Math.round(100 * share);
  }
}
