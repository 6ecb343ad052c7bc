package io.foreflow.job.wave;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The state of each series. */
public interface SeriesStates {
  /** The bytes kept for a series; null if it was never seen. The caller may change them. */
  byte @Nullable [] read(String series) throws IOException;

  /** A series that {@link #read} gave null for steps for the first time, at this time. */
  void begin(String series, long time);

  /** Keeps the bytes for a series: those that {@link #read} gave, changed, or others. */
  void write(String series, byte[] state) throws IOException;
}
