package io.foreflow.job.metrics;

import io.foreflow.job.operator.Operators;
import java.util.List;

/**
 * Every metric of the job. docs/reference/metrics.md is written from this class. None has a label
 * per series: their number would grow with the data.
 */
public final class JobMetrics {
  /** The group of all metrics of the job. */
  public static final String GROUP = "foreflow";

  /** The variable with the reason of dead letters. */
  public static final String REASON = "reason";

  /** The variables that say which model a metric speaks of. */
  public static final String MODEL = "model";

  public static final String VERSION = "version";
  public static final String SHA256 = "sha256";

  /** The variable with the step of a forecast that was scored. */
  public static final String STEP = "step";

  /** The variable with the kind of an episode. */
  public static final String KIND = "kind";

  private static final String SCORED = MODEL + "_" + VERSION + "_" + STEP;

  /** The operators that end the sinks' transactions; Flink names each after its sink. */
  public static final String COMMITTERS = "the sinks' committers";

  public static final Metric MERGED =
      Metric.counter(
          "merged",
          Operators.ORDER,
          "Readings that became one with another of their slot, and go on in it.");

  public static final Metric HELD =
      Metric.gauge(
          "held",
          Operators.ORDER,
          "Readings that wait for the watermark; those merged into one count as one. After rescaling"
              + " only the sum of all tasks tells.");

  public static final Metric READINGS =
      Metric.counter(
          "readings",
          Operators.WAVES,
          "Readings that a wave took up: the sum of forecasts, late, duplicates and the operator's"
              + " dead letters.");

  public static final Metric FORECASTS =
      Metric.counter(
          "forecasts", Operators.WAVES, "Forecasts made, one for each reading that stepped.");

  public static final Metric WARMING =
      Metric.counter(
          "warming",
          Operators.WAVES,
          "Those of the forecasts whose series the model has seen too little of.");

  public static final Metric LATE =
      Metric.counter(
          "late", Operators.WAVES, "Readings older than the last slot their series stepped.");

  public static final Metric DUPLICATES =
      Metric.counter(
          "duplicates",
          Operators.WAVES,
          "Second readings for the last slot that their series stepped.");

  public static final Metric DEAD_LETTERS =
      Metric.counter(
              "deadLetters",
              Operators.DECODE + ", " + Operators.ORDER + ", " + Operators.WAVES,
              "Records that are no readings for this pipeline, by the variable `" + REASON + "`.")
          .by(REASON);

  public static final Metric GAPS_FILLED =
      Metric.counter(
          "gapsFilled", Operators.WAVES, "Slots without a reading that were stepped as missing.");

  public static final Metric FRESH_STARTS =
      Metric.counter(
          "freshStarts",
          Operators.WAVES,
          "Known series that began anew, after a gap longer than max-gap or under a model of"
              + " another cadence.");

  public static final Metric NEW_SERIES =
      Metric.counter("newSeries", Operators.WAVES, "Series that had no state and have one now.");

  public static final Metric EXPIRED_SERIES =
      Metric.counter(
          "expiredSeries",
          Operators.WAVES,
          "Series whose state was dropped after series.ttl without them.");

  public static final Metric LIVE_SERIES =
      Metric.gauge(
          "liveSeries",
          Operators.WAVES,
          "Series that have a state. Right from the first moment after a restore, at any"
              + " parallelism.");

  public static final Metric TAKEOVERS =
      Metric.counter(
          "takeovers",
          Operators.WAVES,
          "Series that this model took over from another by replaying history.");

  public static final Metric TAKEOVERS_LEFT =
      Metric.gauge(
          "takeoversLeft",
          Operators.WAVES,
          "Series that a replaced model may still step, at most. 0 if takeovers are not spread, and"
              + " as soon as they end.");

  public static final Metric WAVE_SIZE =
      Metric.histogram("waveSize", Operators.WAVES, "How many readings stepped together.");

  public static final Metric STEP_NANOS =
      Metric.histogram(
          "stepNanos",
          Operators.WAVES,
          "How long the model took for a wave, gaps included, in nanoseconds.");

  public static final Metric LAG_MILLIS =
      Metric.histogram(
          "lagMillis",
          Operators.WAVES,
          "From the broker's timestamp of a reading to its forecast, of the reading of each wave"
              + " that waited longest, in milliseconds.");

  public static final Metric STATE_BYTES =
      Metric.gauge(
          "stateBytes",
          Operators.WAVES,
          "How many bytes the state of one series has. Times liveSeries it is the size of the"
              + " state.");

  public static final Metric MODEL_IN_USE =
      Metric.gauge(
              "modelInUse",
              Operators.WAVES,
              "1 for a model that steps series now, 0 for one that did before, by the variables `"
                  + MODEL
                  + "`, `"
                  + VERSION
                  + "` and `"
                  + SHA256
                  + "`.")
          .by(MODEL + "_" + VERSION + "_" + SHA256);

  public static final Metric SWAPS =
      Metric.counter(
          "swaps", Operators.WAVES, "Announced models that were put in the place of another.");

  public static final Metric REFUSED_MODELS =
      Metric.counter(
          "refusedModels",
          Operators.WAVES,
          "Announced models that were not used; the events' topic says why.");

  public static final Metric SCORED_FORECASTS =
      Metric.counter(
              "scoredForecasts",
              Operators.WAVES,
              "Forecasts of a tracked step whose reading came, by the variables `"
                  + MODEL
                  + "`, `"
                  + VERSION
                  + "` and `"
                  + STEP
                  + "`, as all that begin with scored. Only the last four versions of a model have"
                  + " them.")
          .by(SCORED);

  public static final Metric SCORED_INSIDE =
      Metric.counter(
              "scoredInside",
              Operators.WAVES,
              "Those of them with the reading between the lowest and the highest level. Divided by"
                  + " scoredForecasts it is the coverage.")
          .by(SCORED);

  public static final Metric SCORED_NOMINAL =
      Metric.counter(
              "scoredNominal",
              Operators.WAVES,
              "The sum of their nominal coverages, the share of readings that should be inside, in"
                  + " millionths. Divided by scoredForecasts it is the nominal coverage.")
          .by(SCORED);

  public static final Metric SCORED_LOSS =
      Metric.counter(
              "scoredLoss",
              Operators.WAVES,
              "The sum of their pinball losses, the mean of the lowest, the middle and the highest"
                  + " level, in millionths of the series' scale, which is the mean error of its"
                  + " seasonal naive forecast.")
          .by(SCORED);

  public static final Metric SCORED_COMPARED =
      Metric.counter(
              "scoredCompared",
              Operators.WAVES,
              "Those of them that have a seasonal naive forecast to be compared with.")
          .by(SCORED);

  public static final Metric SCORED_ERROR =
      Metric.counter(
              "scoredError",
              Operators.WAVES,
              "The sum of the absolute errors of those compared, in millionths of the scale. Divided"
                  + " by scoredNaiveError it is the MASE.")
          .by(SCORED);

  public static final Metric SCORED_NAIVE_ERROR =
      Metric.counter(
              "scoredNaiveError",
              Operators.WAVES,
              "The sum of the absolute errors of the seasonal naive forecasts from the same origins,"
                  + " in millionths of the scale.")
          .by(SCORED);

  public static final Metric ANOMALIES =
      Metric.counter(
              "anomalies",
              Operators.WAVES,
              "Episodes of readings that were not forecast which opened, by the variable `"
                  + KIND
                  + "`: unlikely, stuck or silent. 0 without topics.anomalies.")
          .by(KIND);

  public static final Metric LOST_TRANSACTIONS =
      Metric.counter(
          "lostTransactions",
          COMMITTERS,
          "Kafka transactions that the broker has aborted before they were committed: their records"
              + " are lost.");

  public static final Metric UNKNOWN_TRANSACTIONS =
      Metric.counter(
          "unknownTransactions",
          COMMITTERS,
          "Kafka transactions of which the broker does not know any more whether they were"
              + " committed. Usual for a savepoint older than a week.");

  /** All metrics, in the order of the reference page. */
  public static final List<Metric> ALL =
      List.of(
          MERGED,
          HELD,
          READINGS,
          FORECASTS,
          WARMING,
          LATE,
          DUPLICATES,
          DEAD_LETTERS,
          GAPS_FILLED,
          FRESH_STARTS,
          NEW_SERIES,
          EXPIRED_SERIES,
          LIVE_SERIES,
          TAKEOVERS,
          TAKEOVERS_LEFT,
          WAVE_SIZE,
          STEP_NANOS,
          LAG_MILLIS,
          STATE_BYTES,
          MODEL_IN_USE,
          SWAPS,
          REFUSED_MODELS,
          SCORED_FORECASTS,
          SCORED_INSIDE,
          SCORED_NOMINAL,
          SCORED_LOSS,
          SCORED_COMPARED,
          SCORED_ERROR,
          SCORED_NAIVE_ERROR,
          ANOMALIES,
          LOST_TRANSACTIONS,
          UNKNOWN_TRANSACTIONS);

  private JobMetrics() {}
}
