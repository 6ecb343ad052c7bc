package io.foreflow.history;

import java.util.Locale;

/**
 * A length that was looked at as a season.
 *
 * @param slots the length
 * @param name the period of the calendar with this length, such as {@code a week}; empty for none
 * @param outcome what was found
 * @param gain the share of the held-out error that this season removes, given the shorter ones; 0
 *     if it was not measured
 * @param typical number of slots of the series whose length is in the middle
 */
public record SeasonFinding(int slots, String name, Outcome outcome, double gain, int typical) {

  /** The number of its lengths that a history must have, so that a season can be found. */
  static final int SEASONS_NEEDED = 3;

  /** What was found. */
  public enum Outcome {
    /** It is a season. */
    SEASON,
    /** The readings do not repeat themselves with this length, or it explains nothing. */
    NO_SEASON,
    /** The history is too short to say. */
    TOO_SHORT
  }

  /** The finding in words, without a full stop. */
  public String text() {
    String length = slots + " slots" + (name.isEmpty() ? "" : " (" + name + ")");
    return switch (outcome) {
      case SEASON ->
          String.format(
              Locale.ROOT,
              "a season of %s: it lowers the error on held-out readings by %.0f %%",
              length,
              100 * gain);
      case NO_SEASON ->
          "no season of " + length + ": it does not clearly lower the error on held-out readings";
      case TOO_SHORT ->
          String.format(
              Locale.ROOT,
              "the history is too short for a season of %s: its typical series has %,d slots, %,d"
                  + " are needed",
              length,
              typical,
              SEASONS_NEEDED * slots);
    };
  }
}
