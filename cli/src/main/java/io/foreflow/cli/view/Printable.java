package io.foreflow.cli.view;

/**
 * Makes text safe for a terminal. Messages quote files and topics, and escape sequences in them
 * could move the cursor or overwrite earlier lines.
 */
public final class Printable {

  private Printable() {}

  /**
   * The text with each character that does not print, except tabs and line ends, written like
   * \\u001b.
   */
  public static String of(String text) {
    int first = 0;
    while (first < text.length() && !isHidden(text, first)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      if (isHidden(text, i)) {
        shown.append("\\u%04x".formatted((int) text.charAt(i)));
      } else {
        shown.append(text.charAt(i));
      }
    }
    return shown.toString();
  }

  /** Whether a character is a control character or changes the direction of a line. */
  private static boolean isHidden(String text, int at) {
    char c = text.charAt(at);
    if (c == '\n' || c == '\t') {
      return false;
    }
    if (c == '\r') {
      return at + 1 == text.length() || text.charAt(at + 1) != '\n';
    }
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || c == '\u2028'
        || c == '\u2029';
  }
}
