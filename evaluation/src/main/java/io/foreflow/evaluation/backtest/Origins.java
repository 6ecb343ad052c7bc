package io.foreflow.evaluation.backtest;

import io.foreflow.history.SeriesHistory;
import java.util.Map;

/** The slots of a series that are forecast from, by their index in its history. */
public interface Origins {

  /** The first origin. Baselines learn from the readings up to it. */
  int first(SeriesHistory history);

  /** The number of slots from one origin to the next. */
  int stride();

  /** Whether {@code slot} is an origin. */
  default boolean include(SeriesHistory history, int slot) {
    int first = first(history);
    return slot >= first && (slot - first) % stride() == 0;
  }

  /**
   * Origins with a target among the last slots of each series.
   *
   * @param slots number of slots that are held out
   * @param stride number of slots from one origin to the next
   */
  static Origins ofTail(int slots, int stride) {
    return new Tail(slots, stride);
  }

  /**
   * Origins from a slot of the grid on.
   *
   * @param slot the first origin of all series
   * @param stride number of slots from one origin to the next
   */
  static Origins from(long slot, int stride) {
    return new From(slot, stride);
  }

  /**
   * Origins among others whose first target is not before a given slot of their series. Series
   * without a given slot have no origins.
   *
   * @param firstTargets slots of the grid, by series
   */
  static Origins since(Origins others, Map<String, Long> firstTargets) {
    return new Since(others, firstTargets);
  }

  /** Implements {@link #ofTail}. */
  record Tail(int slots, int stride) implements Origins {

    public Tail {
      check("tail", slots);
      check("stride", stride);
    }

    @Override
    public int first(SeriesHistory history) {
      return Math.max(0, history.slots() - slots - 1);
    }

    static void check(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " is " + value + ", it must be at least 1");
      }
    }
  }

  /** Implements {@link #from}. */
  record From(long slot, int stride) implements Origins {

    public From {
      Tail.check("stride", stride);
    }

    @Override
    public int first(SeriesHistory history) {
      return (int) Math.max(0, Math.min(history.slots(), slot - history.firstSlot()));
    }
  }

  /** Implements {@link #since}. */
  record Since(Origins others, Map<String, Long> firstTargets) implements Origins {

    public Since {
      firstTargets = Map.copyOf(firstTargets);
    }

    @Override
    public int stride() {
      return others.stride();
    }

    @Override
    public int first(SeriesHistory history) {
      Long target = firstTargets.get(history.series());
      if (target == null) {
        return history.slots();
      }
      long own = Math.min(history.slots(), target - 1 - history.firstSlot());
      return (int) Math.max(others.first(history), own);
    }
  }
}
