package io.foreflow.console.memory;

import java.util.List;

/**
 * A page of the list of series.
 *
 * @param total all series that are known
 * @param matching those that fit the query
 */
public record SeriesPage(int total, int matching, int offset, List<SeriesRow> rows) {
  public SeriesPage {
    rows = List.copyOf(rows);
  }
}
