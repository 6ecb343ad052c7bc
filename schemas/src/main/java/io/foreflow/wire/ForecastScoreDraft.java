package io.foreflow.wire;

import java.util.ArrayList;
import java.util.List;

/** The fields of a {@link ForecastScore} while they are read, in whatever order they come. */
final class ForecastScoreDraft {
  String series = "";
  String model = "";
  String modelVersion = "";
  long from;
  long to;
  long cadenceMillis;
  double lowestLevel;
  double highestLevel;
  double scale;

  /** The sums of each step. */
  final List<StepScore> steps = new ArrayList<>();

  /** The record, if its fields agree. */
  ForecastScore finish() throws MalformedRecordException {
    if (cadenceMillis < 1) {
      throw FieldChecks.invalid("cadenceMillis", String.valueOf(cadenceMillis), "1 or more");
    }
    if (from > to) {
      throw FieldChecks.invalid("to", to + " before " + from, "a time not before from");
    }
    if (!(lowestLevel > 0 && lowestLevel <= highestLevel && highestLevel < 1)) {
      throw FieldChecks.invalid(
          "highestLevel",
          lowestLevel + " and " + highestLevel,
          "two ascending numbers between 0 and 1");
    }
    if (!(scale >= 0)) {
      throw FieldChecks.invalid("scale", String.valueOf(scale), "0 or more");
    }
    checkSteps();
    return new ForecastScore(
        series,
        model,
        modelVersion,
        from,
        to,
        cadenceMillis,
        lowestLevel,
        highestLevel,
        FieldChecks.narrow("scale", scale),
        steps);
  }

  private void checkSteps() throws MalformedRecordException {
    if (steps.isEmpty()) {
      throw FieldChecks.invalid("steps", "none", "1 or more");
    }
    int before = 0;
    for (StepScore step : steps) {
      if (step.step() <= before) {
        throw FieldChecks.invalid(
            "steps", step.step() + " after " + before, "ascending steps from 1");
      }
      before = step.step();
      checkSums(step);
    }
  }

  private static void checkSums(StepScore step) throws MalformedRecordException {
    boolean counts =
        step.inside() >= 0
            && step.inside() <= step.forecasts()
            && step.compared() >= 0
            && step.compared() <= step.forecasts();
    boolean sums =
        step.lossMicros() >= 0 && step.errorMicros() >= 0 && step.naiveErrorMicros() >= 0;
    if (!counts || !sums) {
      throw FieldChecks.invalid(
          "steps",
          step.toString(),
          "no sum below 0, and neither inside nor compared above forecasts");
    }
  }
}
