package io.foreflow.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.jspecify.annotations.Nullable;

/**
 * Avro in Confluent's wire format: a zero byte, the id of the writer's schema in a registry (4
 * bytes, big-endian), the fields. A reader asks for each id once and keeps what it learnt; ids that
 * were refused are asked for again after a while, since a registry may hear of a schema late.
 */
final class ConfluentAvro {
  /** The number of bytes before the fields. */
  static final int HEADER = 5;

  /** How long a refused id is refused without asking again. */
  static final Duration REFUSED_FOR = Duration.ofSeconds(30);

  /** The most refusals that are kept, since garbage may hold any id at all. */
  private static final int MOST_REFUSALS = 10_000;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private ConfluentAvro() {}

  static <T> RecordEncoder<T> encoder(int schemaId, AvroFields.FieldWriter<T> fields) {
    byte[] header = new byte[HEADER];
    INT.set(header, 1, schemaId);
    AvroOutput out = new AvroOutput();
    return value -> {
      out.reset();
      out.writeRaw(header);
      fields.write(value, out);
      return out.toBytes();
    };
  }

  static <T> RecordDecoder<T> decoder(
      Schema current, AvroFields.Reader<T> fields, WriterSchemas schemas) {
    return decoder(current, fields, schemas, System::nanoTime);
  }

  static <T> RecordDecoder<T> decoder(
      Schema current, AvroFields.Reader<T> fields, WriterSchemas schemas, LongSupplier nanos) {
    return new Reader<>(new AvroFields<>(current, fields), schemas, nanos);
  }

  private record Refusal(MalformedRecordException reason, long since) {}

  private static final class Reader<T> implements RecordDecoder<T> {
    private final AvroFields<T> fields;
    private final WriterSchemas schemas;
    private final LongSupplier nanos;
    private final Map<Integer, AvroFields.Writer> writers = new HashMap<>();
    private final Map<Integer, Refusal> refusals = new HashMap<>();
    // Nearly all records of a topic have one schema. It is found without the map and without
    // boxing.
    private int lastId;
    private AvroFields.@Nullable Writer last;

    Reader(AvroFields<T> fields, WriterSchemas schemas, LongSupplier nanos) {
      this.fields = fields;
      this.schemas = schemas;
      this.nanos = nanos;
    }

    @Override
    public T decode(byte[] bytes) throws MalformedRecordException {
      if (bytes.length < HEADER || bytes[0] != 0) {
        throw fields.undecodable(
            "found "
                + (bytes.length == 0
                    ? "nothing"
                    : bytes.length
                        + " bytes beginning with "
                        + HexFormat.of().toHexDigits(bytes[0]))
                + ", allowed: Confluent's wire format, 00 and the 4 bytes of a schema's id; check that"
                + " the topic's format is the configured one");
      }
      int id = (int) INT.get(bytes, 1);
      AvroFields.Writer writer = last;
      if (writer == null || id != lastId) {
        writer = writer(id);
        last = writer;
        lastId = id;
      }
      return fields.read(bytes, HEADER, writer);
    }

    private AvroFields.Writer writer(int id) throws MalformedRecordException {
      AvroFields.Writer known = writers.get(id);
      if (known != null) {
        return known;
      }
      Refusal refused = refusals.get(id);
      if (refused != null && nanos.getAsLong() - refused.since() < REFUSED_FOR.toNanos()) {
        throw refused.reason();
      }
      try {
        AvroFields.Writer found = compatible(id, schemas.byId(id));
        writers.put(id, found);
        refusals.remove(id);
        return found;
      } catch (MalformedRecordException e) {
        if (refusals.size() >= MOST_REFUSALS) {
          refusals.clear();
        }
        refusals.put(id, new Refusal(e, nanos.getAsLong()));
        throw e;
      }
    }

    private AvroFields.Writer compatible(int id, Schema schema) throws MalformedRecordException {
      Schema reader = fields.readerOf(schema);
      SchemaCompatibilityResult result =
          SchemaCompatibility.checkReaderWriterCompatibility(reader, schema).getResult();
      if (result.getCompatibility() != SchemaCompatibilityType.COMPATIBLE) {
        throw incompatible(
            id,
            reader,
            String.join(
                ", ",
                result.getIncompatibilities().stream()
                    .map(found -> found.getLocation() + ": " + found.getMessage())
                    .toList()));
      }
      try {
        return fields.writer(schema);
      } catch (IOException | AvroRuntimeException e) {
        throw incompatible(id, reader, e.toString());
      }
    }

    private static MalformedRecordException incompatible(int id, Schema reader, String why) {
      return new MalformedRecordException(
          RejectionReason.INCOMPATIBLE_SCHEMA,
          "found schema "
              + id
              + ", which can't be read as a "
              + reader.getName()
              + " ("
              + why
              + "), allowed: the fields of docs/reference/records.md, and any others besides");
    }
  }
}
