package io.foreflow.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ModelEvent}s in JSON, the only form they have: people read them, and few are written. */
public final class ModelEventJson {
  private static final List<String> FIELDS =
      List.of(
          "event",
          "time",
          "model",
          "version",
          "uri",
          "sha256",
          "inUse",
          "replaced",
          "reason",
          "message",
          "task",
          "tasks");

  private ModelEventJson() {}

  /** Writes an event as one object in UTF-8, without the fields that are null. */
  public static byte[] write(ModelEvent event) {
    return JsonOutput.object(
        out -> {
          out.writeStringField("event", event.kind().code());
          JsonOutput.time(out, "time", event.time());
          out.writeStringField("model", event.model());
          out.writeStringField("version", event.version());
          out.writeStringField("uri", event.uri());
          out.writeStringField("sha256", event.sha256());
          optional(out, "inUse", event.inUse());
          optional(out, "replaced", event.replaced());
          optional(out, "reason", event.reason());
          optional(out, "message", event.message());
          out.writeNumberField("task", event.task());
          out.writeNumberField("tasks", event.tasks());
        });
  }

  private static void optional(JsonGenerator out, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(field, value);
    }
  }

  /** Reads the event that the bytes hold. */
  public static ModelEvent read(byte[] bytes) throws MalformedRecordException {
    String[] texts = new String[FIELDS.size()];
    long time = 0;
    int task = 0;
    int tasks = 0;
    try (JsonObject in = new JsonObject("ModelEvent", bytes, FIELDS)) {
      while (in.next()) {
        switch (in.field()) {
          case "time" -> time = in.time();
          case "task" -> task = Math.toIntExact(in.integer());
          case "tasks" -> tasks = Math.toIntExact(in.integer());
          default -> texts[FIELDS.indexOf(in.field())] = in.text();
        }
      }
      in.require("event", "time", "model", "version", "uri", "sha256", "task", "tasks");
    } catch (IOException | ArithmeticException e) {
      throw e instanceof IOException io
          ? JsonProblems.undecodable("ModelEvent", io)
          : FieldChecks.invalid("task", "a number beyond 32 bits", "the number of a task");
    }
    return new ModelEvent(
        kind(texts[0]),
        time,
        texts[2],
        texts[3],
        texts[4],
        texts[5],
        texts[6],
        texts[7],
        texts[8],
        texts[9],
        task,
        tasks);
  }

  private static ModelEvent.Kind kind(String code) throws MalformedRecordException {
    for (ModelEvent.Kind kind : ModelEvent.Kind.values()) {
      if (kind.code().equals(code)) {
        return kind;
      }
    }
    throw FieldChecks.invalid("event", "`" + code + "`", "swapped or refused");
  }
}
