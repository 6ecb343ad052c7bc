package io.foreflow.trainer.window;

import java.util.ArrayList;
import java.util.List;

/**
 * What is held out to tell which weights are good.
 *
 * @param slots at the end of each series; 0 trains on everything and keeps the last weights
 * @param runUp slots before those that the state is warmed with
 * @param patience rounds without a better one after which the training ends; 0 for all steps
 * @param grows whether a long history is to have more held out, see {@link #suitedTo}
 */
public record TailConfig(int slots, int runUp, int patience, boolean grows) {

  /** So much of a history is held out, within bounds. */
  private static final int SHARE = 20;

  private static final int MOST_HORIZONS = 7;
  private static final int MOST_SLOTS = 336;

  public TailConfig {
    List<String> problems = new ArrayList<>();
    TailOptions.VALIDATION.check(problems, slots);
    TailOptions.RUN_UP.check(problems, runUp);
    TailOptions.PATIENCE.check(problems, patience);
    if (slots == 0 && patience > 0) {
      problems.add("patience is " + patience + ", but validation 0 holds nothing out to go by");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Of so many slots, whatever the history. */
  public TailConfig(int slots, int runUp, int patience) {
    this(slots, runUp, patience, false);
  }

  /**
   * With the number of slots decided: what was given, or else a twentieth of a history, at least
   * what is held out of a short one, and at most seven horizons or 336 slots, whichever is more.
   *
   * @param length slots of a usual series
   */
  public TailConfig suitedTo(long length, int horizon) {
    if (!grows) {
      return this;
    }
    long most = Math.max((long) MOST_HORIZONS * horizon, MOST_SLOTS);
    int decided = (int) Math.max(slots, Math.min(length / SHARE, most));
    return new TailConfig(decided, runUp, patience);
  }
}
