package io.foreflow.cli.history;

import io.foreflow.wire.WireFormat;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the format of records by their first bytes. */
final class FormatFinder {

  /** The five bytes before the fields in Confluent's wire format: a zero, and the schema's id. */
  private static final int CONFLUENT_HEADER = 5;

  private static final byte[] SINGLE_OBJECT = {(byte) 0xC3, 1};

  private final Map<WireFormat, Integer> records = new EnumMap<>(WireFormat.class);

  void add(byte @Nullable [] value) {
    formatOf(value).ifPresent(format -> records.merge(format, 1, Integer::sum));
  }

  /** The format of most of the records; empty if none begins like one of the formats. */
  Optional<WireFormat> found() {
    return records.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** The format that a record begins like. */
  static Optional<WireFormat> formatOf(byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      return Optional.empty();
    }
    if (value.length > 1 && value[0] == SINGLE_OBJECT[0] && value[1] == SINGLE_OBJECT[1]) {
      return Optional.of(WireFormat.AVRO);
    }
    if (value.length > CONFLUENT_HEADER && value[0] == 0) {
      return Optional.of(WireFormat.AVRO_CONFLUENT);
    }
    int first = 0;
    while (first < value.length && " \t\r\n".indexOf(value[first]) >= 0) {
      first++;
    }
    return first < value.length && value[first] == '{'
        ? Optional.of(WireFormat.JSON)
        : Optional.empty();
  }

  /** The name of a format in the spelling of options, such as {@code avro-confluent}. */
  static String name(WireFormat format) {
    return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
