package io.foreflow.series;

import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Says which records of a topic are readings. The job and the reading of history go by this alike:
 * what one of them sends to the dead letters, the other one skips. Serves one thread.
 */
public final class ReadingIntake {
  private final RecordDecoder<Reading> decoder;
  private final FutureBound futureBound;

  /** Readings that a decoder finds, and that lie no further ahead than the bound says. */
  public ReadingIntake(RecordDecoder<Reading> decoder, FutureBound futureBound) {
    this.decoder = decoder;
    this.futureBound = futureBound;
  }

  /**
   * The reading that a record holds.
   *
   * @param value the record's value
   * @param recorded the record's timestamp; negative where it has none
   * @throws MalformedRecordException if it holds none, or one of a time that can't be
   */
  public Reading read(byte @Nullable [] value, long recorded) throws MalformedRecordException {
    if (value == null) {
      throw new MalformedRecordException(RejectionReason.UNDECODABLE, "the record has no value");
    }
    Reading reading = decoder.decode(value);
    if (!futureBound.allows(reading, recorded)) {
      throw new MalformedRecordException(
          RejectionReason.TIME_IN_FUTURE, futureBound.message(reading, recorded));
    }
    return reading;
  }
}
