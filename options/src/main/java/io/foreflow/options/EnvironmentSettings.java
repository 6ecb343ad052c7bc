package io.foreflow.options;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables as settings. The variable of {@code wave.linger} is {@code
 * FOREFLOW_WAVE_LINGER}: capitals, with {@code _} for each dot and dash. The keys of libraries are
 * not known one by one. In their variables, {@code _} is a dot, {@code __} a dash and {@code ___}
 * an underscore.
 */
final class EnvironmentSettings {
  private static final String PREFIX = "FOREFLOW_";

  /** The variable of the launcher. It is not an option. */
  private static final String LAUNCHER = "FOREFLOW_OPTS";

  /**
   * Variables that Kubernetes sets for a service named foreflow. They are not the user's settings.
   */
  private static final Pattern SERVICE =
      Pattern.compile("(.*_)?SERVICE_(HOST|PORT(_.*)?)|(.*_)?PORT(_\\d+_(TCP|UDP|SCTP)(_.*)?)?");

  private final OptionSet options;
  private final Map<String, String> keys = new TreeMap<>();

  EnvironmentSettings(OptionSet options) {
    this.options = options;
    for (String key : options.names()) {
      String variable = PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
      keys.put(variable, key);
      keys.putIfAbsent(variable + "_FILE", key + ".file");
    }
  }

  Map<String, Setting> read(Map<String, String> environment, Problems problems) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              String key = key(variable);
              if (key != null) {
                settings.put(key, new Setting(value, variable));
              } else if (isOurs(variable)) {
                problems.add(unknown(variable));
              }
            });
    return settings;
  }

  private static boolean isOurs(String variable) {
    return variable.startsWith(PREFIX)
        && !variable.equals(LAUNCHER)
        && !SERVICE.matcher(variable.substring(PREFIX.length())).matches();
  }

  private @Nullable String key(String variable) {
    String known = keys.get(variable);
    if (known != null || !variable.startsWith(PREFIX)) {
      return known;
    }
    String spelled = spelled(variable.substring(PREFIX.length()));
    return options.isPassedOn(spelled) || options.typeOf(spelled).isPresent() ? spelled : null;
  }

  private static String spelled(String rest) {
    return rest.toLowerCase(Locale.ROOT)
        .replace("___", "\0")
        .replace("__", "-")
        .replace('_', '.')
        .replace('\0', '_');
  }

  private Problem unknown(String variable) {
    String near =
        Nearest.to(variable, keys.keySet()).map(name -> "did you mean " + name + "? ").orElse("");
    return new Problem(
            variable,
            "is no option; "
                + near
                + "a variable is FOREFLOW_ and an option's key in capitals, with _ for dots and"
                + " dashes.")
        .at("environment");
  }
}
