package io.foreflow.history;

/** The rows of a file whose header has been read. */
interface CsvRows {

  /** Receives readings in the order of the file. */
  @FunctionalInterface
  interface Sink {
    void add(String series, long time, float value, float[] covariates);
  }

  /**
   * Hands on the readings of a row.
   *
   * @throws HistoryException if the row is not as expected; then none of its readings is handed on
   */
  void read(CsvLine cells) throws HistoryException;

  /** The form of the file in plain words. */
  String form();
}
