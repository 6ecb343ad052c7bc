package io.foreflow.console.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes JSON: times in ISO-8601, null for numbers that do not exist. */
public final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private Json() {}

  /** Writes the fields of one object. */
  @FunctionalInterface
  public interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  /** Writes one element of an array. */
  @FunctionalInterface
  public interface Element<T> {
    void write(JsonGenerator out, T element) throws IOException;
  }

  /** An object in UTF-8. */
  public static byte[] object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      object(out, fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes an object as a value. */
  public static void object(JsonGenerator out, Fields fields) throws IOException {
    out.writeStartObject();
    fields.write(out);
    out.writeEndObject();
  }

  /** Writes a field with an object. */
  public static void object(JsonGenerator out, String field, Fields fields) throws IOException {
    out.writeFieldName(field);
    object(out, fields);
  }

  /** Writes a field with an array. */
  public static <T> void array(
      JsonGenerator out, String field, Collection<T> elements, Element<? super T> each)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (T element : elements) {
      each.write(out, element);
    }
    out.writeEndArray();
  }

  /** Writes a record that is JSON already. */
  public static void raw(JsonGenerator out, byte[] json) throws IOException {
    out.writeRawValue(new String(json, StandardCharsets.UTF_8));
  }

  /** Writes a field with a time in epoch milliseconds, or null. */
  public static void time(JsonGenerator out, String field, @Nullable Long millis)
      throws IOException {
    out.writeFieldName(field);
    time(out, millis);
  }

  /** Writes a time in epoch milliseconds, or null. */
  public static void time(JsonGenerator out, @Nullable Long millis) throws IOException {
    if (millis == null || millis == Long.MIN_VALUE || millis == Long.MAX_VALUE) {
      out.writeNull();
    } else {
      out.writeString(Instant.ofEpochMilli(millis).toString());
    }
  }

  /** Writes a field with a number, or null if it is not finite. */
  public static void number(JsonGenerator out, String field, double value) throws IOException {
    out.writeFieldName(field);
    number(out, value);
  }

  /** Writes a field with a number, or null if it is not finite. */
  public static void number(JsonGenerator out, String field, float value) throws IOException {
    out.writeFieldName(field);
    number(out, value);
  }

  /** Writes a number, or null if it is not finite. */
  public static void number(JsonGenerator out, double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeNull();
    }
  }

  /** Writes a number, or null if it is not finite. */
  public static void number(JsonGenerator out, float value) throws IOException {
    if (Float.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeNull();
    }
  }

  /** Writes a field with a text, or null. */
  public static void text(JsonGenerator out, String field, @Nullable String text)
      throws IOException {
    if (text == null) {
      out.writeNullField(field);
    } else {
      out.writeStringField(field, text);
    }
  }
}
