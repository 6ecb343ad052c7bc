package io.foreflow.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a record in JSON, in words. */
final class JsonProblems {

  private static final int LONGEST_QUOTE = 40;

  private JsonProblems() {}

  /** A record that is refused, with what was found and allowed. */
  static MalformedRecordException undecodable(String record, String what) {
    return new MalformedRecordException(RejectionReason.UNDECODABLE, record + " in JSON: " + what);
  }

  /** A record that is no JSON. */
  static MalformedRecordException undecodable(String record, IOException e) {
    // Jackson's own words only: its full message quotes the input with line breaks.
    String what =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return undecodable(record, what + where(e));
  }

  private static String where(IOException e) {
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? " (byte " + json.getLocation().getByteOffset() + ")"
        : "";
  }

  /** What a parser is at: a short text or number itself, or its kind. */
  static String found(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return token != null && token.isScalarValue() ? shortened(parser.getText()) : kind(token);
  }

  private static String shortened(String text) {
    return "`"
        + (text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...")
        + "`";
  }

  /** What a token begins. */
  static String kind(@Nullable JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      default -> "`" + token.asString() + "`";
    };
  }
}
