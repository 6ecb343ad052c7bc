package io.foreflow.history;

/** History that cannot be read. The message says where, what was found and what was expected. */
public final class HistoryException extends Exception {

  private static final long serialVersionUID = 1L;

  public HistoryException(String message) {
    super(message);
  }

  static HistoryException at(String source, long line, int column, String found, String expected) {
    return new HistoryException(
        source + ":" + line + ":" + column + ": found " + found + ", expected " + expected);
  }
}
