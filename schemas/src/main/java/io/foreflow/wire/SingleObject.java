package io.foreflow.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;

/**
 * Avro's single-object encoding: {@code C3 01}, the fingerprint of the writer's schema in
 * little-endian order, the fields. Bytes of the current schema are read straight; those of another
 * known version go through Avro's resolution, kept per version.
 */
final class SingleObject {
  private static final int HEADER = 10;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private SingleObject() {}

  /** Reads the fields of one record, in the order given, which is that of the writer. */
  @FunctionalInterface
  interface FieldReader<T> {
    T read(Decoder in, Schema.Field[] order) throws IOException, MalformedRecordException;
  }

  /** Writes the fields of one record in the order of the current schema. */
  @FunctionalInterface
  interface FieldWriter<T> {
    void write(T record, AvroOutput out);
  }

  static <T> RecordEncoder<T> encoder(SchemaVersions versions, FieldWriter<T> fields) {
    byte[] header = header(SchemaVersions.fingerprint(versions.current()));
    AvroOutput out = new AvroOutput();
    return value -> {
      out.reset();
      out.writeRaw(header);
      fields.write(value, out);
      return out.toBytes();
    };
  }

  static <T> RecordDecoder<T> decoder(SchemaVersions versions, FieldReader<T> fields) {
    return new Reader<>(versions, fields);
  }

  private static byte[] header(long fingerprint) {
    byte[] header = new byte[HEADER];
    header[0] = (byte) 0xC3;
    header[1] = 0x01;
    LONG.set(header, 2, fingerprint);
    return header;
  }

  private static final class Reader<T> implements RecordDecoder<T> {
    private final SchemaVersions versions;
    private final FieldReader<T> fields;
    private final long currentFingerprint;
    private final Schema.Field[] currentOrder;
    private final AvroInput in = new AvroInput();
    private final Map<Long, ResolvingDecoder> others = new HashMap<>();

    Reader(SchemaVersions versions, FieldReader<T> fields) {
      this.versions = versions;
      this.fields = fields;
      this.currentFingerprint = SchemaVersions.fingerprint(versions.current());
      this.currentOrder = versions.current().getFields().toArray(Schema.Field[]::new);
    }

    @Override
    public T decode(byte[] bytes) throws MalformedRecordException {
      long fingerprint = fingerprint(bytes);
      in.reset(bytes, HEADER);
      try {
        T value =
            fingerprint == currentFingerprint
                ? fields.read(in, currentOrder)
                : readOther(resolving(fingerprint));
        if (in.remaining() > 0) {
          throw undecodable("found " + in.remaining() + " bytes after the record, allowed: none");
        }
        return value;
      } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
        // Avro's resolution does not bound the index of an enum's symbol or of a union's branch.
        throw undecodable("at byte " + in.position() + " of " + bytes.length + ": " + e);
      }
    }

    private long fingerprint(byte[] bytes) throws MalformedRecordException {
      if (bytes.length < HEADER || bytes[0] != (byte) 0xC3 || bytes[1] != 0x01) {
        throw undecodable(
            "found "
                + (bytes.length == 0
                    ? "nothing"
                    : bytes.length
                        + " bytes beginning with "
                        + HexFormat.of().formatHex(bytes, 0, Math.min(2, bytes.length)))
                + ", allowed: Avro's single-object encoding, c301 and the 8 bytes of a fingerprint;"
                + " check that the topic's format is the configured one");
      }
      return (long) LONG.get(bytes, 2);
    }

    private T readOther(ResolvingDecoder resolving) throws IOException, MalformedRecordException {
      T value = fields.read(resolving, resolving.readFieldOrder());
      // What the writer's schema has after the last field that is read.
      resolving.drain();
      return value;
    }

    private ResolvingDecoder resolving(long fingerprint)
        throws IOException, MalformedRecordException {
      ResolvingDecoder known = others.get(fingerprint);
      if (known == null) {
        Schema writer = versions.findByFingerprint(fingerprint);
        if (writer == null) {
          throw unknownSchema(fingerprint);
        }
        known = DecoderFactory.get().resolvingDecoder(writer, versions.current(), in);
        others.put(fingerprint, known);
      }
      // Forgets where a record that broke off has left it.
      known.configure(in);
      return known;
    }

    private MalformedRecordException unknownSchema(long fingerprint) {
      return new MalformedRecordException(
          RejectionReason.UNKNOWN_SCHEMA,
          "found the schema fingerprint "
              + HexFormat.of().toHexDigits(fingerprint)
              + ", allowed: a known version of "
              + versions.current().getFullName()
              + " (the current one is "
              + HexFormat.of().toHexDigits(currentFingerprint)
              + "); use a reader at least as new as the writer, or give the reader the writer's schema");
    }

    private MalformedRecordException undecodable(String what) {
      return new MalformedRecordException(
          RejectionReason.UNDECODABLE, versions.current().getName() + " in Avro: " + what);
    }
  }
}
