package io.foreflow.job.wave;

import java.io.IOException;

/** What steps the rows of a wave: one model, or two while series move from one to the other. */
public interface WaveStepper {
  /** Steps the wave's rows. The caller has to call {@link Wave#advance} afterwards. */
  void run(Wave wave, long issuedAt) throws IOException;

  /** How many bytes the state of one series has at most. */
  int stateBytes();
}
