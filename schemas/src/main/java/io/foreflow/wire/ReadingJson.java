package io.foreflow.wire;

import java.io.IOException;
import java.util.List;

/** A {@link Reading} in JSON. */
final class ReadingJson {
  private static final List<String> FIELDS = List.of("series", "time", "value", "covariates");

  private ReadingJson() {}

  static Reading read(byte[] bytes) throws MalformedRecordException {
    String series = "";
    long time = 0;
    float value = Float.NaN;
    float[] covariates = Reading.NO_COVARIATES;
    try (JsonObject in = new JsonObject("Reading", bytes, FIELDS)) {
      while (in.next()) {
        switch (in.field()) {
          case "series" -> series = FieldChecks.series(in.text());
          case "time" -> time = in.time();
          case "value" -> value = in.numberOrMissing();
          default -> covariates = in.numbersOrMissing();
        }
      }
      in.require("series", "time");
    } catch (IOException e) {
      throw JsonProblems.undecodable("Reading", e);
    }
    return new Reading(series, time, value, covariates);
  }

  static byte[] write(Reading reading) {
    return JsonOutput.object(
        out -> {
          out.writeStringField("series", reading.series());
          JsonOutput.time(out, "time", reading.time());
          out.writeFieldName("value");
          JsonOutput.number(out, reading.value());
          if (reading.covariates().length > 0) {
            out.writeFieldName("covariates");
            JsonOutput.numbers(out, reading.covariates(), 0, reading.covariates().length);
          }
        });
  }
}
