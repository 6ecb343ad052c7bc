package io.foreflow.wire;

import io.foreflow.manifest.ForecastKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The forecast of one model for one series after one reading. The record owns its arrays: they are
 * not copied, and nobody changes them afterwards.
 *
 * @param series the series that is forecast
 * @param cutoff event time of the last reading that the forecast knows, in epoch milliseconds
 * @param issuedAt when the forecast was made, in epoch milliseconds
 * @param model name of the model that made it
 * @param modelVersion version of the model that made it
 * @param cadenceMillis time from one step of the horizon to the next
 * @param status how far the model knows the series
 * @param kind what the rows are: quantiles, or probabilities of classes
 * @param quantiles one row for each level, flattened: [level][step], in the series' own units; NaN
 *     where the model gave no finite number. Where there are classes, their probabilities
 * @param calibrated whether the quantiles were moved by what came of earlier forecasts of the
 *     series; if not, they are the model's own
 * @param rawQuantiles the model's own quantiles of a calibrated forecast, in the same order; empty
 *     if they are not asked for
 * @param stepTimes when the slots of the steps begin, in epoch milliseconds, if the model has a
 *     trading calendar; else empty
 */
// Arrays, so that numbers are not boxed on the way through; equals and hashCode look into them.
@SuppressWarnings("ArrayRecordComponent")
public record Forecast(
    String series,
    long cutoff,
    long issuedAt,
    String model,
    String modelVersion,
    long cadenceMillis,
    Status status,
    ForecastKind kind,
    float[] quantiles,
    boolean calibrated,
    float[] rawQuantiles,
    long[] stepTimes) {

  /** The raw quantiles of a forecast that has none. */
  public static final float[] NO_QUANTILES = {};

  /** The step times of a forecast whose steps are one cadence apart. */
  public static final long[] EVERY_CADENCE = {};

  private static final double[] NO_LEVELS = {};

  /** How far the model knows the series. */
  public enum Status {
    /** The model has seen fewer readings than it asks for. Do not rely on the forecast yet. */
    WARMING,
    /** The model has seen enough readings. */
    READY;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The name in JSON. */
    public String code() {
      return code;
    }
  }

  /** The model's own quantiles, of steps that are one cadence apart. */
  public static Forecast ofQuantiles(
      String series,
      long cutoff,
      long issuedAt,
      String model,
      String modelVersion,
      long cadenceMillis,
      Status status,
      double[] levels,
      float[] quantiles) {
    return new Forecast(
        series,
        cutoff,
        issuedAt,
        model,
        modelVersion,
        cadenceMillis,
        status,
        new ForecastKind.Quantiles(levels),
        quantiles,
        false,
        NO_QUANTILES,
        EVERY_CADENCE);
  }

  public Forecast {
    int rows = kind.rows();
    if (rows == 0 || quantiles.length == 0 || quantiles.length % rows != 0) {
      throw new IllegalArgumentException(
          "quantiles: found "
              + quantiles.length
              + " for "
              + rows
              + " levels, allowed: the same number, 1 or more, for each of 1 or more levels");
    }
    if (rawQuantiles.length != 0 && rawQuantiles.length != quantiles.length) {
      throw new IllegalArgumentException(
          "rawQuantiles: found %d, allowed: none, or as many as quantiles, %d"
              .formatted(rawQuantiles.length, quantiles.length));
    }
    if (stepTimes.length != 0 && stepTimes.length != quantiles.length / rows) {
      throw new IllegalArgumentException(
          "stepTimes: found %d, allowed: none, or one for each step, %d"
              .formatted(stepTimes.length, quantiles.length / rows));
    }
  }

  /** The levels of quantiles; none for another kind. */
  public double[] levels() {
    return kind.match(ForecastKind.Quantiles::levels, classes -> NO_LEVELS);
  }

  /** The classes that it gives the probabilities of; empty for another kind. */
  public List<String> classes() {
    return kind.match(levels -> List.of(), ForecastKind.Classes::names);
  }

  /** How many numbers it has for a step: one for each level, or for each class. */
  public int rows() {
    return kind.rows();
  }

  /** How many steps ahead it looks. */
  public int horizon() {
    return quantiles.length / rows();
  }

  /**
   * The quantile of {@code levels[level]}, or the probability of that class, for the time {@link
   * #timeOf} {@code step}, both counted from 0.
   */
  public float quantile(int level, int step) {
    return quantiles[level * horizon() + step];
  }

  /**
   * The event time that a step, counted from 0, is for. With step times it is the beginning of its
   * slot.
   */
  public long timeOf(int step) {
    return stepTimes.length > 0 ? stepTimes[step] : cutoff + (step + 1) * cadenceMillis;
  }

  /** The id of this forecast. Another forecast with the same id repeats it and can be dropped. */
  public String id() {
    return series + '@' + cutoff + '@' + model + ':' + modelVersion;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Forecast that
        && series.equals(that.series)
        && cutoff == that.cutoff
        && issuedAt == that.issuedAt
        && model.equals(that.model)
        && modelVersion.equals(that.modelVersion)
        && cadenceMillis == that.cadenceMillis
        && status == that.status
        && kind.equals(that.kind)
        && Arrays.equals(quantiles, that.quantiles)
        && calibrated == that.calibrated
        && Arrays.equals(rawQuantiles, that.rawQuantiles)
        && Arrays.equals(stepTimes, that.stepTimes);
  }

  @Override
  public int hashCode() {
    return 31 * series.hashCode() + Long.hashCode(cutoff);
  }

  @Override
  public String toString() {
    return "Forecast[id="
        + id()
        + ", issuedAt="
        + issuedAt
        + ", cadenceMillis="
        + cadenceMillis
        + ", status="
        + status
        + ", levels="
        + Arrays.toString(levels())
        + ", quantiles="
        + Arrays.toString(quantiles)
        + kind.match(levels -> "", classes -> ", classes=" + classes.names())
        + (calibrated ? ", calibrated" : "")
        + (rawQuantiles.length > 0 ? ", rawQuantiles=" + Arrays.toString(rawQuantiles) : "")
        + (stepTimes.length > 0 ? ", stepTimes=" + Arrays.toString(stepTimes) : "")
        + "]";
  }
}
