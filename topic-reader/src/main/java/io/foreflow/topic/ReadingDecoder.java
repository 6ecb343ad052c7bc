package io.foreflow.topic;

import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.WireFormat;
import io.foreflow.wire.registry.RegistrySettings;
import io.foreflow.wire.registry.TopicFormat;
import org.jspecify.annotations.Nullable;

/** Decodes readings of any format, which it finds by the first byte of each. Not thread-safe. */
public final class ReadingDecoder implements RecordDecoder<Reading> {

  private final AnyFormat<Reading> format;

  /** A decoder with the schema registry of Confluent's wire format, or null for none. */
  public ReadingDecoder(@Nullable RegistrySettings registry) {
    format =
        new AnyFormat<>(
            ReadingCodec.decoder(WireFormat.AVRO),
            ReadingCodec.decoder(WireFormat.JSON),
            registry == null
                ? null
                : new TopicFormat(WireFormat.AVRO_CONFLUENT, registry).readings());
  }

  @Override
  public Reading decode(byte[] bytes) throws MalformedRecordException {
    return format.decode(bytes);
  }
}
