package io.foreflow.series;

import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Decides which records of a topic are readings. Job and trainer both use it: what the job sends to
 * the dead letters, the trainer skips. Serves one thread.
 */
public final class ReadingIntake {
  private final RecordDecoder<Reading> decoder;
  private final FutureBound futureBound;

  /** Takes readings that the decoder finds and whose times the bound allows. */
  public ReadingIntake(RecordDecoder<Reading> decoder, FutureBound futureBound) {
    this.decoder = decoder;
    this.futureBound = futureBound;
  }

  /**
   * The reading that a record holds.
   *
   * @param value the record's value
   * @param recorded the record's timestamp; negative where it has none
   * @throws MalformedRecordException if it holds no reading, or one whose time is not allowed
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
