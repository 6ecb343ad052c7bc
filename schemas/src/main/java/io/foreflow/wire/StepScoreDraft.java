package io.foreflow.wire;

import java.util.List;

/** The fields of a {@link StepScore} while they are read, in whatever order they come. */
final class StepScoreDraft {
  /** The fields in the order of the schema. */
  static final List<String> FIELDS =
      List.of(
          "step",
          "forecasts",
          "inside",
          "lossMicros",
          "compared",
          "errorMicros",
          "naiveErrorMicros");

  private final long[] values = new long[FIELDS.size()];

  /** Notes the value of one of the {@link #FIELDS}. */
  void set(String field, long value) {
    values[FIELDS.indexOf(field)] = value;
  }

  /** The sums, if the step fits into 32 bits. */
  StepScore finish() throws MalformedRecordException {
    if (values[0] != (int) values[0]) {
      throw FieldChecks.invalid("step", String.valueOf(values[0]), "a number of 32 bits");
    }
    return new StepScore(
        (int) values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
  }

  /** The values in the order of the {@link #FIELDS}. */
  static long[] valuesOf(StepScore score) {
    return new long[] {
      score.step(),
      score.forecasts(),
      score.inside(),
      score.lossMicros(),
      score.compared(),
      score.errorMicros(),
      score.naiveErrorMicros()
    };
  }
}
