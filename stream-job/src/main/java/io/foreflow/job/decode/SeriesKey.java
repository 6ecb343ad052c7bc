package io.foreflow.job.decode;

import io.foreflow.job.arrival.AcceptedReading;
import org.apache.flink.api.java.functions.KeySelector;

/** The key of a reading, which is its series. */
public final class SeriesKey implements KeySelector<AcceptedReading, String> {
  private static final long serialVersionUID = 1;

  @Override
  public String getKey(AcceptedReading accepted) {
    return accepted.reading().series();
  }
}
