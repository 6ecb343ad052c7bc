package io.foreflow.cli.canary;

import io.foreflow.wire.StepScore;
import java.util.List;
import java.util.Optional;

/**
 * How both versions did for one series. Each pair of steps counts as many forecasts as the version
 * with fewer of them has. So a mix of steps that differs does not count as a difference.
 *
 * @param forecasts the number of forecasts that count
 * @param newLoss mean loss of the new version, in scales of the series
 * @param oldLoss the same of the old version
 * @param newError sum of the errors of the new version that have a naive error beside them
 * @param newNaive sum of those naive errors
 * @param oldError the same of the old version
 * @param oldNaive the same of the old version
 * @param from beginning of the first window of the new version that is compared
 * @param end end of the last one
 */
public record SeriesComparison(
    String series,
    long forecasts,
    double newLoss,
    double oldLoss,
    double newError,
    double newNaive,
    double oldError,
    double oldNaive,
    long from,
    long end) {

  /** Adds up the pairs; empty if no step was forecast by both. */
  static Optional<SeriesComparison> of(String series, List<SeriesWindows.Pair> pairs) {
    Sums sums = new Sums();
    pairs.forEach(sums::add);
    return sums.forecasts == 0 ? Optional.empty() : Optional.of(sums.comparison(series));
  }

  private static final class Sums {
    private long forecasts;
    private double newLoss;
    private double oldLoss;
    private double newError;
    private double newNaive;
    private double oldError;
    private double oldNaive;
    private long from = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;

    void add(SeriesWindows.Pair pair) {
      long before = forecasts;
      for (StepScore ofNew : pair.ofNew().steps()) {
        for (StepScore ofOld : pair.ofOld().steps()) {
          if (ofNew.step() == ofOld.step()) {
            add(ofNew, ofOld);
          }
        }
      }
      if (forecasts > before) {
        from = Math.min(from, pair.ofNew().from());
        end = Math.max(end, pair.ofNew().end());
      }
    }

    private void add(StepScore ofNew, StepScore ofOld) {
      long count = Math.min(ofNew.forecasts(), ofOld.forecasts());
      if (count > 0) {
        forecasts += count;
        newLoss += count * ofNew.meanLoss();
        oldLoss += count * ofOld.meanLoss();
      }
      long compared = Math.min(ofNew.compared(), ofOld.compared());
      if (compared > 0) {
        newError += share(ofNew.errorMicros(), ofNew, compared);
        newNaive += share(ofNew.naiveErrorMicros(), ofNew, compared);
        oldError += share(ofOld.errorMicros(), ofOld, compared);
        oldNaive += share(ofOld.naiveErrorMicros(), ofOld, compared);
      }
    }

    private static double share(long micros, StepScore of, long compared) {
      return (double) micros / of.compared() * compared / StepScore.UNIT;
    }

    SeriesComparison comparison(String series) {
      return new SeriesComparison(
          series,
          forecasts,
          newLoss / forecasts,
          oldLoss / forecasts,
          newError,
          newNaive,
          oldError,
          oldNaive,
          from,
          end);
    }
  }
}
