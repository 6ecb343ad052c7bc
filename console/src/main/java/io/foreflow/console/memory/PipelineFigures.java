package io.foreflow.console.memory;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures of the whole pipeline at one moment. */
public record PipelineFigures(
    SeriesCounts series,
    Rates rates,
    double lagP50,
    double lagP99,
    long deadLetters,
    Map<String, Long> deadLettersByReason,
    long lateReadings,
    long memoryBytes,
    long forgotten,
    Recent recent,
    ClosedMarket closedMarket,
    List<VersionScore> scores) {
  public PipelineFigures {
    deadLettersByReason = Map.copyOf(deadLettersByReason);
    scores = List.copyOf(scores);
  }

  /** The window of {@link Recent}. */
  public static final int WINDOW_MINUTES = 5;

  /** The window in which a refusal of a model counts. */
  public static final int REFUSED_MINUTES = 15;

  /** The window of {@link ClosedMarket}. */
  public static final int CLOSED_MARKET_HOURS = 24;

  /** The window of the forecasts in {@link ClosedMarket}: longer than most weekends. */
  public static final int NO_FORECAST_DAYS = 4;

  /** Numbers of series by state. */
  public record SeriesCounts(
      int known, int kept, int waiting, int warming, int ready, int silent, int inEpisode) {}

  /**
   * Records a second. The lists have a point for each five seconds of the last ten minutes.
   *
   * @param times beginnings of the five seconds, in epoch milliseconds
   * @param marketClosedHistory readings that the job put aside because their market was closed
   */
  public record Rates(
      double readings,
      double forecasts,
      List<Long> times,
      List<Double> readingsHistory,
      List<Double> forecastsHistory,
      List<Double> marketClosedHistory) {
    public Rates {
      times = List.copyOf(times);
      readingsHistory = List.copyOf(readingsHistory);
      forecastsHistory = List.copyOf(forecastsHistory);
      marketClosedHistory = List.copyOf(marketClosedHistory);
    }
  }

  /**
   * What happened in the last minutes.
   *
   * @param readings of five minutes
   * @param forecasts of five minutes
   * @param deadLetters of five minutes, except for {@code marketClosed}
   * @param marketClosed readings of five minutes that the job put aside because their market was
   *     closed. They make no forecast, and are no fault
   * @param lateReadings of five minutes
   * @param refused the newest refusal of a model within a quarter of an hour
   * @param lost the newest event of lost records that is kept
   */
  public record Recent(
      long readings,
      long forecasts,
      long deadLetters,
      long marketClosed,
      long lateReadings,
      @Nullable PipelineEvent refused,
      @Nullable PipelineEvent lost) {}

  /**
   * What tells whether the trading calendar of a model is that of its market.
   *
   * @param readings of a day, since the console reads new ones
   * @param closed readings of a day that the job put aside because their market was closed, since
   *     the console reads new ones
   * @param gaps forecasts of a day before which slots of their series had none, though the market
   *     was open
   * @param forecasts of four days
   */
  public record ClosedMarket(long readings, long closed, long gaps, long forecasts) {}
}
