package io.foreflow.options;

/**
 * One problem in a configuration.
 *
 * @param key name of the option, or a place in a file if there is no option
 * @param place where the value was given, such as {@code pipeline.yaml:12}, a variable or a flag;
 *     may be empty
 * @param message what was found, what is allowed and what to do
 * @param isSentence whether the message is a sentence that names the key itself
 */
public record Problem(String key, String place, String message, boolean isSentence) {

  /** Creates a problem that is shown after its key. */
  public Problem(String key, String message) {
    this(key, "", message, false);
  }

  /** Creates a problem that is a whole sentence. */
  public static Problem sentence(String key, String message) {
    return new Problem(key, "", message, true);
  }

  /** A copy of this problem with a place. */
  public Problem at(String where) {
    return new Problem(key, where, message, isSentence);
  }

  @Override
  public String toString() {
    if (isSentence) {
      return place.isEmpty() ? message : message + " (" + place + ")";
    }
    return key + ": " + (place.isEmpty() ? "" : "(" + place + ") ") + message;
  }
}
