package io.foreflow.history;

import java.util.List;
import java.util.Optional;

/** What may stand between two cells, and what seems to. */
final class CsvDelimiter {

  private static final List<Character> COMMON = List.of(',', ';', '\t', '|');

  private CsvDelimiter() {}

  /** The common delimiter that stands inside the most cells of a header; empty if none does. */
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

  /** How a sentence calls it. */
  static String name(char delimiter) {
    return delimiter == '\t' ? "tabs" : "'" + delimiter + "'";
  }

  /** How an option on a command line spells it. */
  static String option(char delimiter) {
    return delimiter == '\t' ? "tab" : "'" + delimiter + "'";
  }
}
