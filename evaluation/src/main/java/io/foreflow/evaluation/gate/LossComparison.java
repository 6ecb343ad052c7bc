package io.foreflow.evaluation.gate;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.ClassErrors;
import io.foreflow.evaluation.backtest.ForecastErrors;
import io.foreflow.evaluation.backtest.QuantileErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Pairs the losses of two models by series. The parts of a series that began anew after a gap are
 * one series here, because they don't say different things about a model.
 */
public final class LossComparison {

  private final LossMeasure loss;
  private final String naive;
  private final UnaryOperator<String> groups;

  /**
   * @param naive name of the baseline that the challenger has to beat
   * @param groups gives the group of a series
   */
  public LossComparison(LossMeasure loss, String naive, UnaryOperator<String> groups) {
    this.loss = loss;
    this.naive = naive;
    this.groups = groups;
  }

  /**
   * Pairs backtests of the same targets.
   *
   * @param champion the backtest of the model in use; empty if there is none
   * @throws IllegalArgumentException if the backtests are not of the same targets
   */
  public HeldOutLosses of(BacktestResult<?> challenger, Optional<BacktestResult<?>> champion) {
    champion.ifPresent(old -> checkSame(challenger, old));
    List<? extends ForecastErrors<?>> ofNaive = baseline(challenger, naive);
    Map<String, Sums> bySeries = new LinkedHashMap<>();
    for (int i = 0; i < challenger.series().size(); i++) {
      ForecastErrors<?> own = challenger.model().bySeries().get(i);
      Sums sums = bySeries.computeIfAbsent(challenger.series().get(i), name -> new Sums());
      if (loss.isMeasured(own)) {
        int index = i;
        double ofChampion =
            champion.map(old -> loss.of(old.model().bySeries().get(index))).orElse(Double.NaN);
        sums.add(own.targets(), ofChampion, loss.of(own), loss.of(ofNaive.get(i)));
      }
    }
    List<SeriesLosses> series = new ArrayList<>();
    bySeries.forEach(
        (name, sums) -> {
          if (sums.targets > 0) {
            series.add(sums.losses(name, groups.apply(name)));
          }
        });
    return new HeldOutLosses(
        loss,
        naive,
        series,
        bySeries.size() - series.size(),
        champion.isPresent(),
        coverage(challenger));
  }

  private static List<? extends ForecastErrors<?>> baseline(BacktestResult<?> result, String name) {
    return Optional.ofNullable(result.baselines().get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "found the baselines %s, allowed: with %s"
                        .formatted(result.baselines().keySet(), name)))
        .bySeries();
  }

  private static Optional<BandCoverage> coverage(BacktestResult<?> challenger) {
    return challenger.match(
        quantiles -> {
          QuantileErrors all = quantiles.model().overall();
          return all.nominalCoverage() == 0
              ? Optional.empty()
              : Optional.of(new BandCoverage(all.nominalCoverage(), all.coverage()));
        },
        (BacktestResult<ClassErrors> classes) -> Optional.empty());
  }

  private static void checkSame(BacktestResult<?> challenger, BacktestResult<?> champion) {
    boolean same = challenger.series().equals(champion.series());
    for (int i = 0; same && i < challenger.series().size(); i++) {
      same =
          challenger.model().bySeries().get(i).targets()
              == champion.model().bySeries().get(i).targets();
    }
    if (!same) {
      throw new IllegalArgumentException(
          "found %d targets of the challenger and %d of the champion, allowed: the same targets"
              .formatted(challenger.targets(), champion.targets()));
    }
  }

  /** Sums of losses over the parts of one series, weighted by their targets. */
  private static final class Sums {
    private long targets;
    private double champion;
    private double challenger;
    private double naive;

    void add(long more, double ofChampion, double ofChallenger, double ofNaive) {
      targets += more;
      champion += more * ofChampion;
      challenger += more * ofChallenger;
      naive += more * ofNaive;
    }

    SeriesLosses losses(String series, String group) {
      return new SeriesLosses(
          series, group, targets, champion / targets, challenger / targets, naive / targets);
    }
  }
}
