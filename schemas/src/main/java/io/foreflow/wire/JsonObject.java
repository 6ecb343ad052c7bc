package io.foreflow.wire;

import static io.foreflow.wire.JsonProblems.undecodable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the fields of one JSON object. Fields that this release does not know are skipped,
 * so that a later one can add some; a known field that comes twice, or has the wrong type, is
 * refused by name.
 */
final class JsonObject implements AutoCloseable {
  /**
   * A factory that parses and writes numbers by Jackson's own code. The JDK's is slower, and
   * differs from JDK to JDK.
   */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          // Python and JavaScript programs write NaN and Infinity: the first is a missing value.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private static final String A_TIME =
      "an ISO-8601 time with its zone, such as \"2026-01-31T12:00:00Z\", or epoch milliseconds";

  private static final String OBJECTS = "an array of objects";

  private final String record;
  private final JsonParser parser;
  private final List<String> known;
  private final boolean inner;
  private long seen;
  private String field = "";

  /**
   * Opens an object.
   *
   * @param known the fields of the record, at most 64
   */
  JsonObject(String record, byte[] bytes, List<String> known)
      throws IOException, MalformedRecordException {
    this.record = record;
    this.known = known;
    this.parser = JSON.createParser(bytes);
    this.inner = false;
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw undecodable(record, "found " + JsonProblems.kind(first) + ", allowed: a JSON object");
    }
  }

  /** An object within another, whose beginning the parser has read. */
  private JsonObject(JsonObject outer, List<String> known) {
    this.record = outer.record;
    this.parser = outer.parser;
    this.known = known;
    this.inner = true;
  }

  /** Goes to the next known field; false after the last one, when nothing but blanks follows. */
  boolean next() throws IOException, MalformedRecordException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int index = known.indexOf(parser.currentName());
      parser.nextToken();
      if (index < 0) {
        parser.skipChildren();
        continue;
      }
      field = known.get(index);
      if ((seen & 1L << index) != 0) {
        throw undecodable(record, field + ": found twice, allowed: once");
      }
      seen |= 1L << index;
      return true;
    }
    if (!inner && parser.nextToken() != null) {
      throw undecodable(record, "found more after the object, allowed: one object");
    }
    return false;
  }

  /** The field that {@link #next} went to. */
  String field() {
    return field;
  }

  void require(String... names) throws MalformedRecordException {
    for (String name : names) {
      if ((seen & 1L << known.indexOf(name)) == 0) {
        throw undecodable(record, name + ": found nothing, allowed: this field is required");
      }
    }
  }

  void requireAll() throws MalformedRecordException {
    for (String name : known) {
      require(name);
    }
  }

  String text() throws IOException, MalformedRecordException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType("a string");
    }
    return parser.getText();
  }

  boolean yesOrNo() throws IOException, MalformedRecordException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw wrongType("true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  long integer() throws IOException, MalformedRecordException {
    if (!isLong()) {
      throw wrongType("an integer of 64 bits");
    }
    return parser.getLongValue();
  }

  long time() throws IOException, MalformedRecordException {
    if (isLong()) {
      return FieldChecks.time(field, parser.getLongValue());
    }
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return FieldChecks.time(field, millis(parser.getText()));
    }
    throw wrongType(A_TIME);
  }

  /** Reads a time, or null. */
  @Nullable Long timeOrMissing() throws IOException, MalformedRecordException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : time();
  }

  private boolean isLong() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  private long millis(String text) throws IOException, MalformedRecordException {
    try {
      return IsoTime.millis(text);
    } catch (DateTimeException e) {
      throw wrongType(A_TIME);
    } catch (ArithmeticException e) {
      throw FieldChecks.timeOutOfRange(field, text);
    }
  }

  /** Reads a number. */
  double number() throws IOException, MalformedRecordException {
    JsonToken token = parser.currentToken();
    if ((token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT)
        || parser.isNaN()) {
      throw wrongType("a number");
    }
    return parser.getDoubleValue();
  }

  /** Reads a number, or NaN for null. */
  float numberOrMissing() throws IOException, MalformedRecordException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return Float.NaN;
    }
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw wrongType("a number, or null where it is missing");
    }
    return FieldChecks.narrow(field, parser.getDoubleValue());
  }

  /** Reads an array of numbers, with NaN for each null. */
  float[] numbersOrMissing() throws IOException, MalformedRecordException {
    requireArrayOf("numbers");
    float[] values = new float[8];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = numberOrMissing();
    }
    return Arrays.copyOf(values, count);
  }

  /** Reads an array of times. */
  long[] times() throws IOException, MalformedRecordException {
    requireArrayOf("times");
    LongStream.Builder values = LongStream.builder();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(time());
    }
    return values.build().toArray();
  }

  /** Reads an array of numbers. */
  double[] numbers() throws IOException, MalformedRecordException {
    requireArrayOf("numbers");
    DoubleStream.Builder values = DoubleStream.builder();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(number());
    }
    return values.build().toArray();
  }

  /** Reads an array of strings. */
  List<String> texts() throws IOException, MalformedRecordException {
    requireArrayOf("strings");
    List<String> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(text());
    }
    return values;
  }

  /** Goes to the next array within the field's array; false at the end. */
  boolean nextRow() throws IOException, MalformedRecordException {
    JsonToken next = parser.nextToken();
    if (next != JsonToken.START_ARRAY && next != JsonToken.END_ARRAY) {
      throw wrongType("an array of arrays of numbers");
    }
    return next == JsonToken.START_ARRAY;
  }

  private void requireArrayOf(String elements) throws IOException, MalformedRecordException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrongType("an array of " + elements);
    }
  }

  void requireArray() throws MalformedRecordException, IOException {
    requireArrayOf("arrays of numbers");
  }

  void requireObjects() throws MalformedRecordException, IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrongType(OBJECTS);
    }
  }

  /** Goes to the next object within the field's array; null at the end. */
  @Nullable JsonObject nextObject(List<String> fields)
      throws IOException, MalformedRecordException {
    JsonToken next = parser.nextToken();
    if (next != JsonToken.START_OBJECT && next != JsonToken.END_ARRAY) {
      throw wrongType(OBJECTS);
    }
    return next == JsonToken.START_OBJECT ? new JsonObject(this, fields) : null;
  }

  private MalformedRecordException wrongType(String allowed) throws IOException {
    return undecodable(
        record, field + ": found " + JsonProblems.found(parser) + ", allowed: " + allowed);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
