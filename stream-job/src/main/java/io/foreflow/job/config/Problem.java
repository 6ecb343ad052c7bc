package io.foreflow.job.config;

/**
 * One thing wrong with a configuration.
 *
 * @param key the option, or the place in the file where there is none
 * @param message what was found and where, what is allowed, what to do
 */
public record Problem(String key, String message) {
  @Override
  public String toString() {
    return key + ": " + message;
  }
}
