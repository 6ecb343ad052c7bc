package io.foreflow.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The places of the columns in a CSV file in long form.
 *
 * @param series place of the series
 * @param time place of the time
 * @param value place of the reading
 * @param covariates names of the columns that hold covariates, in the order of the file
 * @param places places of these columns
 * @param count number of columns in the file
 */
record CsvColumns(
    int series, int time, int value, List<String> covariates, List<Integer> places, int count) {

  CsvColumns {
    covariates = List.copyOf(covariates);
    places = List.copyOf(places);
  }

  private static List<String> own(CsvFormat format) {
    return List.of(format.series(), format.time(), format.value());
  }

  /** The header of a file without covariates, as an error shows it. */
  static String header(CsvFormat format) {
    return "the header " + String.join(",", own(format));
  }

  /**
   * Reads the header.
   *
   * @param wanted the covariates that are asked for, as {@link CovariateColumns} finds them
   */
  static CsvColumns of(CsvLine cells, CsvFormat format, List<String> wanted)
      throws HistoryException {
    List<String> own = own(format);
    List<String> known = new ArrayList<>(wanted);
    wanted.forEach(name -> known.add(CovariateName.of(name).column()));
    format.checkIgnored(cells);
    List<String> covariates = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String name = cells.get(i);
      if (format.ignored().contains(name)) {
        continue;
      }
      boolean isOwn = own.contains(name);
      if (cells.indexOf(name) != i || !(isOwn || known.contains(name))) {
        throw cells.error(i, expected(cells, format, wanted));
      }
      if (!isOwn) {
        covariates.add(name);
        places.add(i);
      }
    }
    for (String name : own) {
      if (cells.indexOf(name) < 0 || format.ignored().contains(name)) {
        throw cells.error("no column " + name, expected(cells, format, wanted));
      }
    }
    for (String name : wanted) {
      String column = CovariateName.of(name).column();
      if (!covariates.contains(name) && !covariates.contains(column)) {
        throw cells.error("no column " + column, expected(cells, format, wanted));
      }
    }
    return new CsvColumns(
        cells.indexOf(own.get(0)),
        cells.indexOf(own.get(1)),
        cells.indexOf(own.get(2)),
        covariates,
        places,
        cells.size());
  }

  /** Reads the header of a file and leaves out the covariates. */
  static CsvColumns ofTarget(CsvLine cells, CsvFormat format) throws HistoryException {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!own(format).contains(cells.get(i)) && !format.ignored().contains(cells.get(i))) {
        others.add(cells.get(i));
      }
    }
    for (String name : own(format)) {
      if (cells.indexOf(name) < 0) {
        throw cells.error("no column " + name, expected(cells, format, List.of()));
      }
    }
    CsvColumns all = of(cells, format, others);
    return new CsvColumns(all.series, all.time, all.value, List.of(), List.of(), all.count);
  }

  private static String expected(CsvLine cells, CsvFormat format, List<String> wanted) {
    List<String> columns =
        wanted.stream().map(name -> CovariateName.of(name).column()).distinct().toList();
    String others =
        columns.isEmpty()
            ? ", or " + format.time() + " and a column for each series"
            : " and the covariates " + columns;
    return "%s%s; the file has %s. %s"
        .formatted(header(format), others, cells.summary(), advice(cells));
  }

  private static String advice(CsvLine cells) {
    return cells
        .otherDelimiter()
        .map(
            found ->
                "Its columns seem to be separated by %s: give --delimiter %s"
                    .formatted(CsvDelimiter.name(found), CsvDelimiter.option(found)))
        .orElse(
            "Other names are given by --id-column, --time-column and --value-column, columns to"
                + " leave out by --ignore-columns. A training reads what covariates,"
                + " relative-covariates, static-covariates and known-covariates name");
  }
}
