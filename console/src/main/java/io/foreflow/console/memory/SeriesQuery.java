package io.foreflow.console.memory;

import java.util.Locale;
import java.util.Optional;

/**
 * Which series to list, and how.
 *
 * @param search part of the name, in any case; empty for all
 * @param state the state that they have
 * @param model name of the model that forecasts them
 */
public record SeriesQuery(
    String search,
    Optional<State> state,
    Optional<String> model,
    Sort sort,
    boolean descending,
    int offset,
    int limit) {

  public SeriesQuery {
    search = search.toLowerCase(Locale.ROOT);
  }

  /** A state that a series can be asked for. */
  public enum State {
    WAITING,
    WARMING,
    READY,
    SILENT,
    EPISODE
  }

  /** What series are sorted by. */
  public enum Sort {
    NAME,
    LAST_TIME,
    LAST_VALUE,
    MASE,
    COVERAGE,
    STATUS
  }
}
