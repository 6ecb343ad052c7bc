package io.foreflow.cli.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The project's own files, as the source of what deployments have to agree with. */
final class Project {

  private Project() {}

  /** A file by its path from the top level. Tests run in the folder of their module. */
  static Path file(String path) {
    return Path.of("..").resolve(path);
  }

  static String text(String path) {
    try {
      return Files.readString(file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A version that the parent pom pins, by the name of its property. */
  static String version(String property) {
    return firstGroup("<" + property + ">([^<]+)</" + property + ">", "pom.xml");
  }

  /** The project's own version. */
  static String ownVersion() {
    return firstGroup("<artifactId>foreflow</artifactId>\\s*<version>([^<]+)</version>", "pom.xml");
  }

  private static String firstGroup(String pattern, String path) {
    Matcher matcher = Pattern.compile(pattern).matcher(text(path));
    if (!matcher.find()) {
      throw new IllegalStateException(path + " has nothing like " + pattern);
    }
    return matcher.group(1);
  }
}
