package io.foreflow.job.wave;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A store of the states of series. */
public interface SeriesStates {
  /** Reads the bytes of a series; null if it was never seen. The caller may change them. */
  byte @Nullable [] read(String series) throws IOException;

  /** Notes that a series without bytes steps for the first time, at this time. */
  void begin(String series, long time);

  /** Notes that a series that was silent has a reading of this time. */
  void endSilence(String series, long time);

  /** Writes the bytes of a series: those that {@link #read} returned, changed, or others. */
  void write(String series, byte[] state) throws IOException;
}
