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

/**
 * Avro's single-object encoding: {@code C3 01}, the fingerprint of the writer's schema in
 * little-endian order, the fields. What a reader needs of another known version is kept per
 * version.
 */
final class SingleObject {
  private static final int HEADER = 10;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private SingleObject() {}

  static <T> RecordEncoder<T> encoder(SchemaVersions versions, AvroFields.FieldWriter<T> fields) {
    byte[] header = header(SchemaVersions.fingerprint(versions.current()));
    AvroOutput out = new AvroOutput();
    return value -> {
      out.reset();
      out.writeRaw(header);
      fields.write(value, out);
      return out.toBytes();
    };
  }

  static <T> RecordDecoder<T> decoder(SchemaVersions versions, AvroFields.Reader<T> fields) {
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
    private final AvroFields<T> fields;
    private final Map<Long, AvroFields.Writer> writers = new HashMap<>();
    private final long currentFingerprint;
    private AvroFields.Writer last;
    private long lastFingerprint;

    Reader(SchemaVersions versions, AvroFields.Reader<T> fields) {
      this.versions = versions;
      this.fields = new AvroFields<>(versions.current(), fields);
      this.currentFingerprint = SchemaVersions.fingerprint(versions.current());
      this.last = new AvroFields.Writer(null);
      this.lastFingerprint = currentFingerprint;
    }

    @Override
    public T decode(byte[] bytes) throws MalformedRecordException {
      long fingerprint = fingerprint(bytes);
      if (fingerprint != lastFingerprint) {
        last = writer(fingerprint);
        lastFingerprint = fingerprint;
      }
      return fields.read(bytes, HEADER, last);
    }

    private long fingerprint(byte[] bytes) throws MalformedRecordException {
      if (bytes.length < HEADER || bytes[0] != (byte) 0xC3 || bytes[1] != 0x01) {
        throw fields.undecodable(
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

    private AvroFields.Writer writer(long fingerprint) throws MalformedRecordException {
      AvroFields.Writer known = writers.get(fingerprint);
      if (known == null) {
        Schema writer = versions.findByFingerprint(fingerprint);
        if (writer == null) {
          throw unknownSchema(fingerprint);
        }
        try {
          known = fields.writer(writer);
        } catch (IOException | AvroRuntimeException e) {
          throw fields.undecodable("schema " + writer.getFullName() + ": " + e);
        }
        writers.put(fingerprint, known);
      }
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
  }
}
