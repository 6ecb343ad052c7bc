package io.foreflow.wire;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record in Avro's binary encoding, without any header. Fields that were written by
 * the current schema are read straight; those of another go through Avro's resolution.
 */
final class AvroFields<T> {
  private static final Writer CURRENT = new Writer(null);

  private final Schema current;
  private final long fingerprint;
  private final Schema.Field[] order;
  private final Reader<T> reader;
  private final AvroInput in = new AvroInput();

  AvroFields(Schema current, Reader<T> reader) {
    this.current = current;
    this.fingerprint = SchemaVersions.fingerprint(current);
    this.order = current.getFields().toArray(Schema.Field[]::new);
    this.reader = reader;
  }

  /** Reads the fields of one record, in the order given, which is that of the writer. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Decoder in, Schema.Field[] order) throws IOException, MalformedRecordException;
  }

  /** Writes the fields of one record in the order of the current schema. */
  @FunctionalInterface
  interface FieldWriter<T> {
    void write(T record, AvroOutput out);
  }

  /**
   * How the records of one writer are read; made by {@link #writer} of the same {@link AvroFields}.
   *
   * @param resolving null where nothing has to be resolved
   */
  record Writer(@Nullable ResolvingDecoder resolving) {}

  /** Prepares to read what was written by a schema. */
  Writer writer(Schema schema) throws IOException {
    return SchemaVersions.fingerprint(schema) == fingerprint
        ? CURRENT
        : new Writer(DecoderFactory.get().resolvingDecoder(schema, readerOf(schema), in));
  }

  /**
   * The current schema under the name of the writer's schema. Fields are matched by their own
   * names, and the name of the record says nothing about them.
   */
  Schema readerOf(Schema writer) {
    if (writer.getType() != Schema.Type.RECORD
        || writer.getFullName().equals(current.getFullName())) {
      return current;
    }
    return Schema.createRecord(
        writer.getName(),
        current.getDoc(),
        writer.getNamespace(),
        false,
        current.getFields().stream()
            .map(field -> new Schema.Field(field, field.schema()))
            .toList());
  }

  /** Reads the record whose fields begin at {@code from} and take the rest of the bytes. */
  T read(byte[] bytes, int from, Writer writer) throws MalformedRecordException {
    in.reset(bytes, from);
    try {
      ResolvingDecoder resolving = writer.resolving();
      T value = resolving == null ? reader.read(in, order) : readOther(resolving);
      if (in.remaining() > 0) {
        throw undecodable("found " + in.remaining() + " bytes after the record, allowed: none");
      }
      return value;
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      // Avro's resolution does not bound the index of an enum's symbol or of a union's branch.
      throw undecodable("at byte " + in.position() + " of " + bytes.length + ": " + e);
    }
  }

  private T readOther(ResolvingDecoder resolving) throws IOException, MalformedRecordException {
    // Forgets the place at which a broken record has left it.
    resolving.configure(in);
    T value = reader.read(resolving, resolving.readFieldOrder());
    // Skips what the writer's schema has after the last field that is read.
    resolving.drain();
    return value;
  }

  MalformedRecordException undecodable(String what) {
    return new MalformedRecordException(
        RejectionReason.UNDECODABLE, current.getName() + " in Avro: " + what);
  }
}
