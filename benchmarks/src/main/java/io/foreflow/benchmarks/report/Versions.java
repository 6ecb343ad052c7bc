package io.foreflow.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The libraries that are measured, as the build has them. */
public final class Versions {
  private static final String FILE = "versions.properties";

  private Versions() {}

  /** Versions by the names of the libraries. */
  public static Map<String, String> current() {
    Properties properties = new Properties();
    try (InputStream file = Versions.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not beside the classes: build the module anew");
      }
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new TreeMap<>();
    properties.forEach((name, version) -> versions.put((String) name, (String) version));
    return versions;
  }
}
