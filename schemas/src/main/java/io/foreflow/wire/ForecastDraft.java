package io.foreflow.wire;

import io.foreflow.manifest.ForecastKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The fields of a {@link Forecast} while they are read, in whatever order they come. */
final class ForecastDraft {
  String series = "";
  long cutoff;
  long issuedAt;
  String model = "";
  String modelVersion = "";
  long cadenceMillis;
  Forecast.Status status = Forecast.Status.WARMING;
  double[] levels = {};
  List<String> classes = List.of();

  boolean calibrated;
  long[] stepTimes = Forecast.EVERY_CADENCE;

  /** One row of quantiles for each level. */
  final List<float[]> rows = new ArrayList<>();

  /** The same of the model's own quantiles; empty if they are not there. */
  final List<float[]> rawRows = new ArrayList<>();

  /** The forecast, if its fields agree. */
  Forecast finish() throws MalformedRecordException {
    if (cadenceMillis < 1) {
      throw FieldChecks.invalid("cadenceMillis", String.valueOf(cadenceMillis), "1 or more");
    }
    ForecastKind kind = kind();
    float[] quantiles = quantiles("quantiles", rows, kind);
    float[] raw = Forecast.NO_QUANTILES;
    if (!rawRows.isEmpty()) {
      raw = quantiles("rawQuantiles", rawRows, kind);
      if (raw.length != quantiles.length) {
        throw FieldChecks.invalid(
            "rawQuantiles", "rows of another length", "rows as long as those of quantiles");
      }
    }
    checkStepTimes(quantiles.length / kind.rows());
    return new Forecast(
        series,
        cutoff,
        issuedAt,
        model,
        modelVersion,
        cadenceMillis,
        status,
        kind,
        quantiles,
        calibrated,
        raw,
        stepTimes);
  }

  private void checkStepTimes(int horizon) throws MalformedRecordException {
    if (stepTimes.length != 0 && stepTimes.length != horizon) {
      throw FieldChecks.invalid(
          "stepTimes", stepTimes.length + " times", "none, or one for each step, " + horizon);
    }
    long before = cutoff;
    for (long time : stepTimes) {
      FieldChecks.time("stepTimes", time);
      if (time <= before) {
        throw FieldChecks.invalid(
            "stepTimes", time + " after " + before, "ascending times after the cutoff");
      }
      before = time;
    }
  }

  private ForecastKind kind() throws MalformedRecordException {
    checkLevels();
    if (classes.isEmpty()) {
      if (levels.length == 0) {
        throw FieldChecks.invalid("levels", "none", "1 or more");
      }
      return new ForecastKind.Quantiles(levels);
    }
    if (levels.length > 0) {
      throw FieldChecks.invalid(
          "classes", classes + " beside levels", "one of both, the other empty");
    }
    checkClasses();
    return new ForecastKind.Classes(classes);
  }

  private void checkClasses() throws MalformedRecordException {
    if (new HashSet<>(classes).size() < classes.size()
        || classes.stream().anyMatch(String::isBlank)) {
      throw FieldChecks.invalid("classes", "" + classes, "names, each once");
    }
  }

  private void checkLevels() throws MalformedRecordException {
    double before = 0;
    for (double level : levels) {
      if (!(level > before && level < 1)) {
        throw FieldChecks.invalid(
            "levels", level + " after " + before, "ascending numbers between 0 and 1");
      }
      before = level;
    }
  }

  private float[] quantiles(String field, List<float[]> rows, ForecastKind kind)
      throws MalformedRecordException {
    int expected = kind.rows();
    if (rows.size() != expected) {
      throw FieldChecks.invalid(
          field,
          rows.size() + " rows",
          expected + ", one for each of the " + (classes.isEmpty() ? "levels" : "classes"));
    }
    int horizon = rows.get(0).length;
    float[] quantiles = new float[Math.multiplyExact(expected, horizon)];
    int at = 0;
    for (float[] row : rows) {
      if (row.length != horizon || horizon == 0) {
        throw FieldChecks.invalid(
            field,
            "rows of " + horizon + " and " + row.length + " steps",
            "rows of one length, 1 or more");
      }
      for (float quantile : row) {
        quantiles[at++] = FieldChecks.narrow(field, quantile);
      }
    }
    return quantiles;
  }
}
