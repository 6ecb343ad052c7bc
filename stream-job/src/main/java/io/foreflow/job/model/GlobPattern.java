package io.foreflow.job.model;

import java.io.Serializable;

/**
 * A pattern for names: {@code *} stands for any characters or none, {@code ?} for one, any other
 * for itself.
 *
 * <p>It is no regular expression, because it is matched for each reading: it allocates nothing, and
 * no input takes exponential time.
 */
record GlobPattern(String text) implements Serializable {
  private static final int NONE = -1;

  boolean matches(String name) {
    int at = 0;
    int inName = 0;
    int star = NONE;
    int resume = 0;
    while (inName < name.length()) {
      char wanted = at < text.length() ? text.charAt(at) : 0;
      if (at < text.length() && wanted == '*') {
        star = at++;
        resume = inName;
      } else if (at < text.length() && (wanted == '?' || wanted == name.charAt(inName))) {
        at++;
        inName++;
      } else if (star != NONE) {
        // Let the last star take one character more. Those before it need never be tried again.
        at = star + 1;
        inName = ++resume;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }
}
