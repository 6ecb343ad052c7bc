package io.foreflow.options;

/**
 * One thing wrong with a configuration.
 *
 * @param key the option, or the place in a file where there is none
 * @param place where the value was given: {@code pipeline.yaml:12}, a variable, a flag; may be
 *     empty
 * @param message what was found, what is allowed and what to do
 * @param isSentence whether the message is a sentence that names the key itself
 */
public record Problem(String key, String place, String message, boolean isSentence) {

  /** A problem that is shown after its key. */
  public Problem(String key, String message) {
    this(key, "", message, false);
  }

  /** A problem that is a whole sentence. */
  public static Problem sentence(String key, String message) {
    return new Problem(key, "", message, true);
  }

  /** This problem with its place. */
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
