package io.foreflow.cli.view;

/**
 * Text that a terminal shows and never obeys. Messages quote what was found in files and topics;
 * escape sequences in it could move the cursor, or write over what was said before.
 */
public final class Printable {

  private Printable() {}

  /** The text, with each character that does not print, but tabs and line ends, as \\u001b. */
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

  /** Control characters, and those that turn the direction of a line. */
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
