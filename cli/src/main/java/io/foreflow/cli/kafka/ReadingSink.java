package io.foreflow.cli.kafka;

import io.foreflow.wire.Reading;

/** The receiver of the records of a simulation. */
public interface ReadingSink {

  void reading(Reading reading);

  /** Takes a record that no reader accepts, as bytes for the wire. */
  void bad(String key, byte[] value);
}
