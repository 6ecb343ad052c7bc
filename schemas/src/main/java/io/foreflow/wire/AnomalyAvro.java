package io.foreflow.wire;

import java.io.IOException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/** The fields of an {@link Anomaly} in Avro. */
final class AnomalyAvro {
  private static final int NULL_BRANCH = 0;
  private static final int VALUE_BRANCH = 1;

  private AnomalyAvro() {}

  static Anomaly read(Decoder in, Schema.Field[] order)
      throws IOException, MalformedRecordException {
    AnomalyDraft draft = new AnomalyDraft();
    for (Schema.Field field : order) {
      readField(field.name(), in, draft);
    }
    return draft.finish();
  }

  private static void readField(String name, Decoder in, AnomalyDraft draft)
      throws IOException, MalformedRecordException {
    switch (name) {
      case "series" -> draft.series = FieldChecks.series(in.readString());
      case "change" -> draft.change = symbol(name, in, Anomaly.Change.values());
      case "kind" -> draft.kind = symbol(name, in, Anomaly.Kind.values());
      case "begin" -> draft.begin = FieldChecks.time(name, in.readLong());
      case "time" -> draft.time = FieldChecks.time(name, in.readLong());
      case "peak" -> draft.peak = time(name, in);
      case "end" -> draft.end = time(name, in);
      case "direction" -> draft.direction = symbol(name, in, Anomaly.Direction.values());
      case "actual" -> draft.actual = number(name, in);
      case "expected" -> draft.expected = number(name, in);
      case "lower" -> draft.lower = number(name, in);
      case "upper" -> draft.upper = number(name, in);
      case "probability" -> draft.probability = number(name, in);
      case "readings" -> draft.readings = in.readInt();
      case "model" -> draft.model = FieldChecks.notBlank(name, in.readString());
      case "modelVersion" -> draft.modelVersion = FieldChecks.notBlank(name, in.readString());
      default -> throw new IllegalStateException("the schema has a field without code: " + name);
    }
  }

  private static <E> E symbol(String field, Decoder in, E[] symbols) throws IOException {
    int symbol = in.readEnum();
    if (symbol < 0 || symbol >= symbols.length) {
      throw new AvroTypeException(
          "found symbol %d of %s, allowed: 0 to %d".formatted(symbol, field, symbols.length - 1));
    }
    return symbols[symbol];
  }

  private static @Nullable Long time(String field, Decoder in)
      throws IOException, MalformedRecordException {
    return isPresent(field, in) ? FieldChecks.time(field, in.readLong()) : null;
  }

  private static float number(String field, Decoder in)
      throws IOException, MalformedRecordException {
    return isPresent(field, in) ? FieldChecks.narrow(field, in.readFloat()) : Float.NaN;
  }

  private static boolean isPresent(String field, Decoder in) throws IOException {
    int branch = in.readIndex();
    if (branch == NULL_BRANCH) {
      in.readNull();
    } else if (branch != VALUE_BRANCH) {
      throw new AvroTypeException("found branch " + branch + " of " + field + ", allowed: 0 or 1");
    }
    return branch == VALUE_BRANCH;
  }

  static void write(Anomaly anomaly, AvroOutput out) {
    out.writeString(anomaly.series());
    out.writeLong(symbol(anomaly.change()));
    out.writeLong(symbol(anomaly.kind()));
    out.writeLong(anomaly.begin());
    out.writeLong(anomaly.time());
    write(anomaly.peak(), out);
    write(anomaly.end(), out);
    out.writeLong(symbol(anomaly.direction()));
    write(anomaly.actual(), out);
    write(anomaly.expected(), out);
    write(anomaly.lower(), out);
    write(anomaly.upper(), out);
    write(anomaly.probability(), out);
    out.writeLong(anomaly.readings());
    out.writeString(anomaly.model());
    out.writeString(anomaly.modelVersion());
  }

  private static int symbol(Anomaly.Change change) {
    return switch (change) {
      case OPENED -> 0;
      case WORSENED -> 1;
      case CLOSED -> 2;
    };
  }

  private static int symbol(Anomaly.Kind kind) {
    return switch (kind) {
      case UNLIKELY -> 0;
      case STUCK -> 1;
      case SILENT -> 2;
    };
  }

  private static int symbol(Anomaly.Direction direction) {
    return switch (direction) {
      case ABOVE -> 0;
      case BELOW -> 1;
      case NONE -> 2;
    };
  }

  private static void write(@Nullable Long time, AvroOutput out) {
    out.writeLong(time == null ? NULL_BRANCH : VALUE_BRANCH);
    if (time != null) {
      out.writeLong(time);
    }
  }

  private static void write(float number, AvroOutput out) {
    boolean known = Float.isFinite(number);
    out.writeLong(known ? VALUE_BRANCH : NULL_BRANCH);
    if (known) {
      out.writeFloat(number);
    }
  }
}
