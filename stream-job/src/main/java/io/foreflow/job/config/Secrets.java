package io.foreflow.job.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which values are never shown, in a message, a log or a listing. */
public final class Secrets {
  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|token|credential|sasl\\.jaas\\.config|ssl\\..*\\.key).*");

  private Secrets() {}

  /** Whether the value of {@code key} must not be shown. */
  public static boolean isSecret(String key) {
    return SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches();
  }

  /** {@code value} in quotes, or stars in the place of a secret. */
  public static String shown(String key, String value) {
    return isSecret(key) ? "******" : "\"" + value + "\"";
  }
}
