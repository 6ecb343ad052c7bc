package io.foreflow.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one record's schema that a reader can read: the current one, which writers use,
 * and any number of others. Bytes name their version by its CRC-64-AVRO fingerprint.
 */
public final class SchemaVersions implements SchemaStore {
  private final Schema current;
  private final Map<Long, Schema> byFingerprint;

  private SchemaVersions(Schema current, Map<Long, Schema> byFingerprint) {
    this.current = current;
    this.byFingerprint = byFingerprint;
  }

  /**
   * The versions of a record that this release brings with it, by the record's name, such as {@code
   * Reading}.
   */
  static SchemaVersions bundled(String record) {
    Schema current = resource(record + ".avsc");
    return new SchemaVersions(current, Map.of(fingerprint(current), current));
  }

  /**
   * The versions of a record that this release brings with it, earlier ones among them.
   *
   * @param earlier how many earlier ones, numbered as in {@code Forecast-1.avsc}
   */
  static SchemaVersions bundled(String record, int earlier) {
    SchemaVersions versions = bundled(record);
    for (int number = 1; number <= earlier; number++) {
      versions = versions.and(resource(record + "-" + number + ".avsc"));
    }
    return versions;
  }

  /** These versions and one more, such as that of a writer which is already a release ahead. */
  public SchemaVersions and(Schema other) {
    Map<Long, Schema> all = new HashMap<>(byFingerprint);
    all.put(fingerprint(other), other);
    return new SchemaVersions(current, Map.copyOf(all));
  }

  /** The schema that writers use, and into which readers resolve the others. */
  public Schema current() {
    return current;
  }

  /** The schema with a fingerprint, or null if it is none of these. */
  @Override
  public @Nullable Schema findByFingerprint(long fingerprint) {
    return byFingerprint.get(fingerprint);
  }

  static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  private static Schema resource(String name) {
    try (InputStream in = SchemaVersions.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            name + " is not beside " + SchemaVersions.class + ": the jar is incomplete");
      }
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
