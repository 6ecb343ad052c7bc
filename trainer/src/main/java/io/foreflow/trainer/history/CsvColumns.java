package io.foreflow.trainer.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the columns of a CSV file stand.
 *
 * @param series place of {@code unique_id}
 * @param time place of {@code ds}
 * @param value place of {@code y}
 * @param covariates names of the columns that hold covariates, in the order of the file
 * @param places where these stand
 * @param count how many columns there are
 */
record CsvColumns(
    int series, int time, int value, List<String> covariates, List<Integer> places, int count) {

  private static final List<String> OWN = List.of("unique_id", "ds", "y");

  CsvColumns {
    covariates = List.copyOf(covariates);
    places = List.copyOf(places);
  }

  /** What a file without covariates begins with. */
  static String header() {
    return "the header " + String.join(",", OWN);
  }

  /**
   * Reads the header.
   *
   * @param wanted what covariates are asked for, as {@link CovariateColumns} finds them
   */
  static CsvColumns of(CsvLine cells, List<String> wanted) throws HistoryException {
    List<String> known = new ArrayList<>(wanted);
    wanted.forEach(name -> known.add(CovariateName.of(name).column()));
    List<String> covariates = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String name = cells.get(i);
      boolean own = OWN.contains(name);
      if (cells.indexOf(name) != i || !(own || known.contains(name))) {
        throw cells.error(i, expected(wanted));
      }
      if (!own) {
        covariates.add(name);
        places.add(i);
      }
    }
    for (String name : OWN) {
      if (cells.indexOf(name) < 0) {
        throw cells.error("no column " + name, expected(wanted));
      }
    }
    for (String name : wanted) {
      String column = CovariateName.of(name).column();
      if (!covariates.contains(name) && !covariates.contains(column)) {
        throw cells.error("no column " + column, expected(wanted));
      }
    }
    return new CsvColumns(
        cells.indexOf(OWN.get(0)),
        cells.indexOf(OWN.get(1)),
        cells.indexOf(OWN.get(2)),
        covariates,
        places,
        cells.size());
  }

  /** Reads the header of a file whose other columns don't matter. */
  static CsvColumns ofTarget(CsvLine cells) throws HistoryException {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!OWN.contains(cells.get(i))) {
        others.add(cells.get(i));
      }
    }
    CsvColumns all = of(cells, others);
    return new CsvColumns(all.series, all.time, all.value, List.of(), List.of(), all.count);
  }

  private static String expected(List<String> wanted) {
    if (wanted.isEmpty()) {
      return header()
          + "; a column with a covariate has to be named, see docs/concepts/training.md";
    }
    List<String> columns =
        wanted.stream().map(name -> CovariateName.of(name).column()).distinct().toList();
    return header() + " and the covariates " + columns;
  }
}
