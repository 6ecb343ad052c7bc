package io.foreflow.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a model's covariate. It is the name of a column. For a value known ahead, the number
 * of slots follows, as in {@code temperature+3}.
 *
 * @param column the column's name alone
 * @param ahead how many slots after the reading's own slot; 0 for the reading's own slot
 */
public record CovariateName(String column, int ahead) {

  /** Separates the column's name from the number of slots. */
  public static final char AHEAD = '+';

  private static final Pattern OF_THE_FUTURE = Pattern.compile("(.+)\\+(\\d{1,9})");

  /** Parses a name. */
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
