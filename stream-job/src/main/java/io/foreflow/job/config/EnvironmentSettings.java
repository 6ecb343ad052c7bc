package io.foreflow.job.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables as settings. {@code wave.linger} is {@code FOREFLOW_WAVE_LINGER}: capitals,
 * and {@code _} for each dot and dash. Keys of Kafka and Flink are not known one by one, so there
 * {@code _} is a dot, {@code __} a dash and {@code ___} an underscore.
 */
final class EnvironmentSettings {
  private static final String PREFIX = "FOREFLOW_";

  /** The launcher's own. */
  private static final String LAUNCHER = "FOREFLOW_OPTS";

  /** What Kubernetes tells of a service named foreflow: nobody has asked for it. */
  private static final Pattern SERVICE =
      Pattern.compile("(.*_)?SERVICE_(HOST|PORT(_.*)?)|(.*_)?PORT(_\\d+_(TCP|UDP|SCTP)(_.*)?)?");

  private static final Map<String, String> KEYS = keys();

  private EnvironmentSettings() {}

  /** The variable that sets an option. */
  static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Map<String, Setting> read(Map<String, String> environment, List<Problem> problems) {
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

  private static @Nullable String key(String variable) {
    String known = KEYS.get(variable);
    if (known != null || !variable.startsWith(PREFIX)) {
      return known;
    }
    String spelled = spelled(variable.substring(PREFIX.length()));
    boolean passedOn =
        spelled.startsWith(JobOptions.KAFKA_PREFIX) || spelled.startsWith(JobOptions.FLINK_PREFIX);
    boolean named = JobOptions.NAMED.stream().anyMatch(o -> o.nameIn(spelled).isPresent());
    return passedOn || named ? spelled : null;
  }

  private static String spelled(String rest) {
    return rest.toLowerCase(Locale.ROOT)
        .replace("___", "\0")
        .replace("__", "-")
        .replace('_', '.')
        .replace('\0', '_');
  }

  private static Problem unknown(String variable) {
    return new Problem(
        variable,
        "(environment) is no option; "
            + Nearest.to(variable, KEYS.keySet())
                .map(name -> "did you mean " + name + "? ")
                .orElse("")
            + "a variable is FOREFLOW_ and an option's key in capitals, with _ for dots and dashes.");
  }

  private static Map<String, String> keys() {
    Map<String, String> keys = new TreeMap<>();
    for (String key : JobOptions.KEYS) {
      keys.put(variable(key), key);
      keys.putIfAbsent(variable(key) + "_FILE", key + ".file");
    }
    return keys;
  }
}
