package io.foreflow.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a covariate of a model is called: the name of a column, and for what is known of the future
 * how many slots ahead, as in {@code temperature+3}.
 *
 * @param column the name alone
 * @param ahead how many slots after the reading's own; 0 for its own
 */
public record CovariateName(String column, int ahead) {

  /** Between both. */
  public static final char AHEAD = '+';

  private static final Pattern OF_THE_FUTURE = Pattern.compile("(.+)\\+(\\d{1,9})");

  /** Reads a name. */
  public static CovariateName of(String name) {
    Matcher matcher = OF_THE_FUTURE.matcher(name);
    return matcher.matches()
        ? new CovariateName(matcher.group(1), Integer.parseInt(matcher.group(2)))
        : new CovariateName(name, 0);
  }

  @Override
  public String toString() {
    return ahead == 0 ? column : column + AHEAD + ahead;
  }
}
