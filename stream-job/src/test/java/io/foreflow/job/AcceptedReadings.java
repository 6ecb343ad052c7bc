package io.foreflow.job;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.wire.Reading;
import java.nio.charset.StandardCharsets;

/** AcceptedReadings for tests, with a record around them. */
public final class AcceptedReadings {
  private AcceptedReadings() {}

  public static AcceptedReading of(String series, long time, float value) {
    return of(new Reading(series, time, value));
  }

  public static AcceptedReading of(Reading reading) {
    byte[] key = reading.series().getBytes(StandardCharsets.UTF_8);
    return new AcceptedReading(
        reading, new RawRecord("readings", 0, 0, 0, key, new byte[0], RawRecord.NO_HEADERS));
  }
}
