package io.foreflow.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** A {@link ForecastScore} in JSON. */
final class ForecastScoreJson {
  private static final List<String> FIELDS =
      List.of(
          "series",
          "model",
          "modelVersion",
          "from",
          "to",
          "cadenceMillis",
          "lowestLevel",
          "highestLevel",
          "scale",
          "steps");

  private ForecastScoreJson() {}

  static ForecastScore read(byte[] bytes) throws MalformedRecordException {
    ForecastScoreDraft draft = new ForecastScoreDraft();
    try (JsonObject in = new JsonObject("ForecastScore", bytes, FIELDS)) {
      while (in.next()) {
        readField(in, draft);
      }
      in.requireAll();
    } catch (IOException e) {
      throw JsonProblems.undecodable("ForecastScore", e);
    }
    return draft.finish();
  }

  private static void readField(JsonObject in, ForecastScoreDraft draft)
      throws IOException, MalformedRecordException {
    switch (in.field()) {
      case "series" -> draft.series = FieldChecks.series(in.text());
      case "model" -> draft.model = FieldChecks.notBlank("model", in.text());
      case "modelVersion" -> draft.modelVersion = FieldChecks.notBlank("modelVersion", in.text());
      case "from" -> draft.from = in.time();
      case "to" -> draft.to = in.time();
      case "cadenceMillis" -> draft.cadenceMillis = in.integer();
      case "lowestLevel" -> draft.lowestLevel = in.number();
      case "highestLevel" -> draft.highestLevel = in.number();
      case "scale" -> draft.scale = in.number();
      default -> {
        in.requireObjects();
        for (JsonObject step = in.nextObject(StepScoreDraft.FIELDS);
            step != null;
            step = in.nextObject(StepScoreDraft.FIELDS)) {
          draft.steps.add(readStep(step));
        }
      }
    }
  }

  private static StepScore readStep(JsonObject in) throws IOException, MalformedRecordException {
    StepScoreDraft step = new StepScoreDraft();
    while (in.next()) {
      step.set(in.field(), in.integer());
    }
    in.requireAll();
    return step.finish();
  }

  static byte[] write(ForecastScore score) {
    return JsonOutput.object(
        out -> {
          out.writeStringField("series", score.series());
          out.writeStringField("model", score.model());
          out.writeStringField("modelVersion", score.modelVersion());
          JsonOutput.time(out, "from", score.from());
          JsonOutput.time(out, "to", score.to());
          out.writeNumberField("cadenceMillis", score.cadenceMillis());
          out.writeNumberField("lowestLevel", score.lowestLevel());
          out.writeNumberField("highestLevel", score.highestLevel());
          out.writeNumberField("scale", score.scale());
          out.writeArrayFieldStart("steps");
          for (StepScore step : score.steps()) {
            write(step, out);
          }
          out.writeEndArray();
        });
  }

  private static void write(StepScore step, JsonGenerator out) throws IOException {
    long[] values = StepScoreDraft.valuesOf(step);
    out.writeStartObject();
    for (int i = 0; i < values.length; i++) {
      out.writeNumberField(StepScoreDraft.FIELDS.get(i), values[i]);
    }
    out.writeEndObject();
  }
}
