package io.foreflow.wire;

import org.jspecify.annotations.Nullable;

/** The fields of an {@link Anomaly} while they are read, in whatever order they come. */
final class AnomalyDraft {
  String series = "";
  Anomaly.Change change = Anomaly.Change.WORSENED;
  Anomaly.Kind kind = Anomaly.Kind.UNLIKELY;
  long begin;
  long time;
  @Nullable Long peak;
  @Nullable Long end;
  Anomaly.Direction direction = Anomaly.Direction.NONE;
  float actual = Float.NaN;
  float expected = Float.NaN;
  float lower = Float.NaN;
  float upper = Float.NaN;
  float probability = Float.NaN;
  long readings;
  String model = "";
  String modelVersion = "";

  /** The record, if its fields are sensible. */
  Anomaly finish() throws MalformedRecordException {
    if (probability < 0 || probability > 1) {
      throw FieldChecks.invalid("probability", String.valueOf(probability), "0 to 1");
    }
    if (readings < 0 || readings > Integer.MAX_VALUE) {
      throw FieldChecks.invalid("readings", String.valueOf(readings), "0 to 2147483647");
    }
    return new Anomaly(
        series,
        change,
        kind,
        begin,
        time,
        peak,
        end,
        direction,
        actual,
        expected,
        lower,
        upper,
        probability,
        (int) readings,
        model,
        modelVersion);
  }
}
