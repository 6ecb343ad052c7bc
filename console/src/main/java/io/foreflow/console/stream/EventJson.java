package io.foreflow.console.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foreflow.console.json.Json;
import io.foreflow.console.memory.PipelineEvent;
import java.io.IOException;

/** An event of the pipeline in JSON. */
public final class EventJson {

  private EventJson() {}

  static byte[] of(PipelineEvent event) {
    return Json.object(out -> fields(out, event));
  }

  /** Writes an event as an element of a list. */
  public static void write(JsonGenerator out, PipelineEvent event) throws IOException {
    Json.object(out, fields -> fields(fields, event));
  }

  private static void fields(JsonGenerator out, PipelineEvent event) throws IOException {
    Json.time(out, "time", event.time());
    out.writeStringField("kind", event.kind());
    out.writeStringField("text", event.text());
    out.writeFieldName("record");
    out.writeRawValue(event.json());
  }
}
