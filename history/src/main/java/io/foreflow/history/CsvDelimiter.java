package io.foreflow.history;

import java.util.List;
import java.util.Optional;

/** The common delimiters between cells, and a guess which of them a file uses. */
final class CsvDelimiter {

  private static final List<Character> COMMON = List.of(',', ';', '\t', '|');

  private CsvDelimiter() {}

  /**
   * The common delimiter, other than {@code splitAt}, that occurs most often inside the cells of a
   * header. Empty if none of them occurs at least as often as there are cells.
   */
  static Optional<Character> found(List<String> header, char splitAt) {
    Optional<Character> found = Optional.empty();
    long most = 0;
    for (char candidate : COMMON) {
      long inside = header.stream().flatMapToInt(String::chars).filter(c -> c == candidate).count();
      if (candidate != splitAt && inside >= header.size() && inside > most) {
        found = Optional.of(candidate);
        most = inside;
      }
    }
    return found;
  }

  /** The delimiter as a message writes it. */
  static String name(char delimiter) {
    return delimiter == '\t' ? "tabs" : "'" + delimiter + "'";
  }

  /** The delimiter as the value of a command-line option. */
  static String option(char delimiter) {
    return delimiter == '\t' ? "tab" : "'" + delimiter + "'";
  }
}
