package io.foreflow.options;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides which values are never shown in a message, a log or a listing. */
public final class Secrets {
  private static final String STARS = "******";

  /** The keys of secrets. They include all keys that Flink treats as secrets. */
  private static final Pattern SECRET =
      Pattern.compile(
          ".*(passw|passphrase|secret|token|credential|jaas|basic[.-]auth|auth-params|user\\.info"
              + "|http-headers|access[.-]?key|account\\.key|api[.-]?key|private[.-]?key"
              + "|service-key|ssl\\..*\\.key).*");

  /** The user and password of a URL. */
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");

  /** Texts in quotes. In sasl.jaas.config, these are the passwords. */
  private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");

  private Secrets() {}

  /** Whether the value of {@code key} must not be shown. */
  public static boolean isSecret(String key) {
    return SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches();
  }

  /** A value in quotes, or stars in the place of a secret. */
  public static String shown(String key, String value) {
    return isSecret(key) ? STARS : "\"" + USER_INFO.matcher(value).replaceAll(STARS) + "\"";
  }

  /**
   * An unknown command-line argument up to its first equals sign. The text after the sign may be a
   * secret that the shell has split off.
   */
  public static String shown(String argument) {
    int equals = argument.indexOf('=');
    return equals < 0 ? argument : argument.substring(0, equals) + "=...";
  }

  /** A text from elsewhere, without the secrets among the settings. */
  public static String removed(String text, Map<String, Setting> settings) {
    String clean = USER_INFO.matcher(text).replaceAll(STARS);
    for (Map.Entry<String, Setting> setting : settings.entrySet()) {
      if (isSecret(setting.getKey())) {
        clean = removed(clean, parts(setting.getValue().value()));
      }
    }
    return clean;
  }

  private static String removed(String text, Collection<String> parts) {
    String clean = text;
    for (String part : parts) {
      if (!part.isBlank()) {
        clean = clean.replace(part, STARS);
      }
    }
    return clean;
  }

  /** A secret as a whole, and those of its parts that are secrets themselves. */
  private static Collection<String> parts(String secret) {
    List<String> parts = new ArrayList<>();
    parts.add(secret);
    parts.add(secret.strip());
    Matcher quoted = QUOTED.matcher(secret);
    while (quoted.find()) {
      parts.add(quoted.group(1));
    }
    int colon = secret.indexOf(':');
    if (colon > 0 && !secret.contains(" ")) {
      parts.add(secret.substring(colon + 1).strip());
    }
    return parts;
  }
}
