package io.foreflow.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Writes JSON objects: times in ISO-8601, null for numbers that JSON does not have. */
final class JsonOutput {
  private JsonOutput() {}

  /** Writes the fields of one object. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  static byte[] object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = JsonObject.JSON.createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static void time(JsonGenerator out, String field, long millis) throws IOException {
    out.writeStringField(field, Instant.ofEpochMilli(millis).toString());
  }

  static void times(JsonGenerator out, String field, long[] millis) throws IOException {
    out.writeArrayFieldStart(field);
    for (long time : millis) {
      out.writeString(Instant.ofEpochMilli(time).toString());
    }
    out.writeEndArray();
  }

  static void number(JsonGenerator out, float value) throws IOException {
    if (Float.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeNull();
    }
  }

  static void numbers(JsonGenerator out, float[] values, int from, int count) throws IOException {
    out.writeStartArray();
    for (int i = from; i < from + count; i++) {
      number(out, values[i]);
    }
    out.writeEndArray();
  }
}
