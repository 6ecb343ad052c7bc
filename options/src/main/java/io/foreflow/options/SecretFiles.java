package io.foreflow.options;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values in files of their own, such as the secrets of containers. {@code KEY.file} names the file
 * that holds the value of {@code KEY}. This works only for options and for keys that name a secret,
 * because libraries have keys of their own that end with {@code .file}.
 */
final class SecretFiles {
  private static final String SUFFIX = ".file";

  private SecretFiles() {}

  /** The settings of one source. The names of files are replaced by the values in the files. */
  static Map<String, Setting> resolved(
      OptionSet options, Map<String, Setting> settings, Problems problems) {
    Map<String, Setting> resolved = new LinkedHashMap<>();
    settings.forEach(
        (key, setting) -> {
          if (!names(options, key)) {
            resolved.put(key, setting);
          }
        });
    settings.forEach(
        (key, setting) -> {
          if (names(options, key)) {
            String plain = key.substring(0, key.length() - SUFFIX.length());
            if (resolved.containsKey(plain)) {
              problems.add(
                  new Problem(plain, "is given twice, by value and by file; leave one")
                      .at(setting.place()));
            } else {
              read(plain, setting, problems, resolved);
            }
          }
        });
    return resolved;
  }

  private static void read(
      String key, Setting setting, Problems problems, Map<String, Setting> resolved) {
    try {
      String value = Files.readString(Path.of(setting.value()), StandardCharsets.UTF_8);
      // Editors end a file with a newline, but no value ends with one.
      resolved.put(
          key,
          new Setting(
              value.replaceFirst("\\R\\z", ""), setting.place() + ", file " + setting.value()));
    } catch (IOException | InvalidPathException e) {
      String text =
          "the file \"%s\" can't be read (%s); give the path of a file that holds the value and nothing else"
              .formatted(setting.value(), e.getClass().getSimpleName());
      problems.add(new Problem(key, text).at(setting.place()));
    }
  }

  private static boolean names(OptionSet options, String key) {
    if (!key.endsWith(SUFFIX)
        || key.length() == SUFFIX.length()
        || options.isReserved().test(key)) {
      return false;
    }
    String plain = key.substring(0, key.length() - SUFFIX.length());
    return options.typeOf(plain).isPresent() || Secrets.isSecret(plain);
  }
}
