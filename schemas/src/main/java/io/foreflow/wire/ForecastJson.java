package io.foreflow.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foreflow.manifest.ForecastKind;
import java.io.IOException;
import java.util.List;

/** A {@link Forecast} in JSON. */
final class ForecastJson {
  private static final List<String> FIELDS =
      List.of(
          "series",
          "cutoff",
          "issuedAt",
          "model",
          "modelVersion",
          "cadenceMillis",
          "status",
          "levels",
          "quantiles",
          "classes",
          "calibrated",
          "rawQuantiles",
          "stepTimes");

  private static final String[] REQUIRED = FIELDS.subList(0, 9).toArray(String[]::new);

  private ForecastJson() {}

  static Forecast read(byte[] bytes) throws MalformedRecordException {
    ForecastDraft draft = new ForecastDraft();
    try (JsonObject in = new JsonObject("Forecast", bytes, FIELDS)) {
      while (in.next()) {
        readField(in, draft);
      }
      in.require(REQUIRED);
    } catch (IOException e) {
      throw JsonProblems.undecodable("Forecast", e);
    }
    return draft.finish();
  }

  private static void readField(JsonObject in, ForecastDraft draft)
      throws IOException, MalformedRecordException {
    switch (in.field()) {
      case "series" -> draft.series = FieldChecks.series(in.text());
      case "cutoff" -> draft.cutoff = in.time();
      case "issuedAt" -> draft.issuedAt = in.time();
      case "model" -> draft.model = FieldChecks.notBlank("model", in.text());
      case "modelVersion" -> draft.modelVersion = FieldChecks.notBlank("modelVersion", in.text());
      case "cadenceMillis" -> draft.cadenceMillis = in.integer();
      case "status" ->
          // A status of a later release reads as {@code WARMING}, as in Avro.
          draft.status =
              in.text().equals(Forecast.Status.READY.code())
                  ? Forecast.Status.READY
                  : Forecast.Status.WARMING;
      case "levels" -> draft.levels = in.numbers();
      case "classes" -> draft.classes = in.texts();
      case "calibrated" -> draft.calibrated = in.yesOrNo();
      case "quantiles" -> readRows(in, draft.rows);
      case "stepTimes" -> draft.stepTimes = in.times();
      default -> readRows(in, draft.rawRows);
    }
  }

  private static void readRows(JsonObject in, List<float[]> rows)
      throws IOException, MalformedRecordException {
    in.requireArray();
    while (in.nextRow()) {
      rows.add(in.numbersOrMissing());
    }
  }

  static byte[] write(Forecast forecast) {
    return JsonOutput.object(
        out -> {
          out.writeStringField("series", forecast.series());
          JsonOutput.time(out, "cutoff", forecast.cutoff());
          JsonOutput.time(out, "issuedAt", forecast.issuedAt());
          out.writeStringField("model", forecast.model());
          out.writeStringField("modelVersion", forecast.modelVersion());
          out.writeNumberField("cadenceMillis", forecast.cadenceMillis());
          out.writeStringField("status", forecast.status().code());
          out.writeFieldName("levels");
          out.writeArray(forecast.levels(), 0, forecast.levels().length);
          writeRows(out, "quantiles", forecast.quantiles(), forecast.horizon());
          JsonOutput.Fields classes =
              forecast.kind().match(quantiles -> json -> {}, ForecastJson::classes);
          classes.write(out);
          if (forecast.calibrated()) {
            out.writeBooleanField("calibrated", true);
          }
          if (forecast.rawQuantiles().length > 0) {
            writeRows(out, "rawQuantiles", forecast.rawQuantiles(), forecast.horizon());
          }
          if (forecast.stepTimes().length > 0) {
            JsonOutput.times(out, "stepTimes", forecast.stepTimes());
          }
        });
  }

  private static JsonOutput.Fields classes(ForecastKind.Classes classes) {
    return out -> {
      out.writeFieldName("classes");
      out.writeArray(classes.names().toArray(String[]::new), 0, classes.rows());
    };
  }

  private static void writeRows(JsonGenerator out, String field, float[] values, int horizon)
      throws IOException {
    out.writeFieldName(field);
    out.writeStartArray();
    for (int from = 0; from < values.length; from += horizon) {
      JsonOutput.numbers(out, values, from, horizon);
    }
    out.writeEndArray();
  }
}
