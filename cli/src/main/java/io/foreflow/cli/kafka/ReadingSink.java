package io.foreflow.cli.kafka;

import io.foreflow.wire.Reading;

/** Where a simulation puts what it makes. */
public interface ReadingSink {

  void reading(Reading reading);

  /** A record that no reader can make sense of, as bytes for the wire. */
  void bad(String key, byte[] value);
}
