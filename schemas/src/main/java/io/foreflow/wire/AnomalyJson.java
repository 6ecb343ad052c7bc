package io.foreflow.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@link Anomaly} in JSON, without the fields that are not known. */
final class AnomalyJson {
  private static final List<String> FIELDS =
      List.of(
          "series",
          "change",
          "kind",
          "begin",
          "time",
          "peak",
          "end",
          "direction",
          "actual",
          "expected",
          "lower",
          "upper",
          "probability",
          "readings",
          "model",
          "modelVersion");

  private AnomalyJson() {}

  static Anomaly read(byte[] bytes) throws MalformedRecordException {
    AnomalyDraft draft = new AnomalyDraft();
    try (JsonObject in = new JsonObject("Anomaly", bytes, FIELDS)) {
      while (in.next()) {
        readField(in, draft);
      }
      in.require("series", "change", "kind", "begin", "time", "readings", "model", "modelVersion");
    } catch (IOException e) {
      throw JsonProblems.undecodable("Anomaly", e);
    }
    return draft.finish();
  }

  private static void readField(JsonObject in, AnomalyDraft draft)
      throws IOException, MalformedRecordException {
    switch (in.field()) {
      case "series" -> draft.series = FieldChecks.series(in.text());
      case "change" -> draft.change = change(in.text());
      case "kind" -> draft.kind = kind(in.text());
      case "begin" -> draft.begin = in.time();
      case "time" -> draft.time = in.time();
      case "peak" -> draft.peak = in.timeOrMissing();
      case "end" -> draft.end = in.timeOrMissing();
      case "direction" -> draft.direction = direction(in.text());
      case "actual" -> draft.actual = in.numberOrMissing();
      case "expected" -> draft.expected = in.numberOrMissing();
      case "lower" -> draft.lower = in.numberOrMissing();
      case "upper" -> draft.upper = in.numberOrMissing();
      case "probability" -> draft.probability = in.numberOrMissing();
      case "readings" -> draft.readings = in.integer();
      case "model" -> draft.model = FieldChecks.notBlank("model", in.text());
      default -> draft.modelVersion = FieldChecks.notBlank("modelVersion", in.text());
    }
  }

  /** A change of a later release reads as in Avro: the episode goes on. */
  private static Anomaly.Change change(String code) {
    for (Anomaly.Change change : Anomaly.Change.values()) {
      if (change.code().equals(code)) {
        return change;
      }
    }
    return Anomaly.Change.WORSENED;
  }

  /** A kind of a later release reads as in Avro. */
  private static Anomaly.Kind kind(String code) {
    for (Anomaly.Kind kind : Anomaly.Kind.values()) {
      if (kind.code().equals(code)) {
        return kind;
      }
    }
    return Anomaly.Kind.UNLIKELY;
  }

  /** A direction of a later release reads as in Avro. */
  private static Anomaly.Direction direction(String code) {
    for (Anomaly.Direction direction : Anomaly.Direction.values()) {
      if (direction.code().equals(code)) {
        return direction;
      }
    }
    return Anomaly.Direction.NONE;
  }

  static byte[] write(Anomaly anomaly) {
    return JsonOutput.object(
        out -> {
          out.writeStringField("series", anomaly.series());
          out.writeStringField("change", anomaly.change().code());
          out.writeStringField("kind", anomaly.kind().code());
          JsonOutput.time(out, "begin", anomaly.begin());
          JsonOutput.time(out, "time", anomaly.time());
          optional(out, "peak", anomaly.peak());
          optional(out, "end", anomaly.end());
          if (anomaly.direction() != Anomaly.Direction.NONE) {
            out.writeStringField("direction", anomaly.direction().code());
          }
          optional(out, "actual", anomaly.actual());
          optional(out, "expected", anomaly.expected());
          optional(out, "lower", anomaly.lower());
          optional(out, "upper", anomaly.upper());
          optional(out, "probability", anomaly.probability());
          out.writeNumberField("readings", anomaly.readings());
          out.writeStringField("model", anomaly.model());
          out.writeStringField("modelVersion", anomaly.modelVersion());
        });
  }

  private static void optional(JsonGenerator out, String field, @Nullable Long time)
      throws IOException {
    if (time != null) {
      JsonOutput.time(out, field, time);
    }
  }

  private static void optional(JsonGenerator out, String field, float number) throws IOException {
    if (Float.isFinite(number)) {
      out.writeNumberField(field, number);
    }
  }
}
