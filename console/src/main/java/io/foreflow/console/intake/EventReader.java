package io.foreflow.console.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.console.memory.PipelineEvent;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.ModelEvent;
import io.foreflow.wire.ModelEventJson;
import io.foreflow.wire.RejectionReason;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads events of models and of transactions. */
final class EventReader {

  private static final int LONGEST = 16_384;
  private static final int LONGEST_KIND = 64;

  private final ObjectMapper mapper = new ObjectMapper();

  PipelineEvent read(byte[] bytes) throws MalformedRecordException {
    JsonNode json = parse(bytes);
    String kind = json.path("event").asText();
    for (ModelEvent.Kind known : ModelEvent.Kind.values()) {
      if (known.code().equals(kind)) {
        ModelEvent event = ModelEventJson.read(bytes);
        return new PipelineEvent(event.time(), kind, text(event), json.toString(), event);
      }
    }
    if (kind.isBlank() || kind.length() > LONGEST_KIND) {
      throw undecodable("found no kind of event, allowed: a name in the field event");
    }
    return new PipelineEvent(
        time(json), kind, json.path("message").asText(kind), json.toString(), null);
  }

  private JsonNode parse(byte[] bytes) throws MalformedRecordException {
    if (bytes.length > LONGEST) {
      throw undecodable("found " + bytes.length + " bytes, allowed: " + LONGEST);
    }
    try {
      JsonNode json = mapper.readTree(bytes);
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (IOException e) {
      throw undecodable("found no JSON, allowed: a JSON object");
    }
    throw undecodable("found another JSON value, allowed: a JSON object");
  }

  private static long time(JsonNode json) throws MalformedRecordException {
    try {
      return Instant.parse(json.path("time").asText()).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw undecodable("found no time, allowed: an ISO-8601 time in the field time");
    }
  }

  private static String text(ModelEvent event) {
    String task = "task %d of %d".formatted(event.task() + 1, event.tasks());
    if (event.kind() == ModelEvent.Kind.SWAPPED) {
      return "%s %s is in use in %s%s"
          .formatted(
              event.model(),
              event.version(),
              task,
              event.replaced() == null ? "" : ", in place of " + event.replaced());
    }
    return "%s %s was refused by %s (%s): %s"
        .formatted(event.model(), event.version(), task, event.reason(), event.message());
  }

  private static MalformedRecordException undecodable(String message) {
    return new MalformedRecordException(RejectionReason.UNDECODABLE, "event: " + message);
  }
}
