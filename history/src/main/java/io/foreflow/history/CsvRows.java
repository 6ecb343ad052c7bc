package io.foreflow.history;

/** The rows of a file whose header has been read. */
interface CsvRows {

  /** Gets readings, in the order of the file. */
  @FunctionalInterface
  interface Sink {
    void add(String series, long time, float value, float[] covariates);
  }

  /**
   * Hands the readings of a row on.
   *
   * @throws HistoryException if the row is not as expected; nothing of it was handed on then
   */
  void read(CsvLine cells) throws HistoryException;

  /** How the file is, in plain words. */
  String form();
}
