package io.foreflow.console.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of the page and of its library, from the class path. Thread-safe. */
final class StaticFiles {

  private static final String PAGE = "/io/foreflow/console/page/";
  private static final String LIBRARY = "/lib/uplot/";
  private static final String LIBRARY_PROPERTIES =
      "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  /** Names without a dot at the beginning, so that no path leads out of its folder. */
  private static final Pattern PATH =
      Pattern.compile("(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "json", "application/json; charset=utf-8",
          "txt", "text/plain; charset=utf-8");

  private final Map<String, StaticFile> files = new ConcurrentHashMap<>();
  private final String library;

  StaticFiles() {
    this.library = "/META-INF/resources/webjars/uplot/" + libraryVersion() + "/dist/";
  }

  /** A file with what a browser needs to know of it. */
  // An array: bytes that nobody changes.
  @SuppressWarnings("ArrayRecordComponent")
  record StaticFile(byte[] bytes, String type, String etag) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof StaticFile that && etag.equals(that.etag);
    }

    @Override
    public int hashCode() {
      return etag.hashCode();
    }

    @Override
    public String toString() {
      return "StaticFile[" + type + ", " + etag + "]";
    }
  }

  private static String libraryVersion() {
    Properties properties = new Properties();
    try (InputStream in = StaticFiles.class.getResourceAsStream(LIBRARY_PROPERTIES)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "none");
  }

  /** The file under a path; empty if there is none. */
  Optional<StaticFile> find(String path) {
    StaticFile known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<StaticFile> file = read(path);
    // Only what exists is kept, so that paths that anybody makes up take no memory.
    file.ifPresent(found -> files.put(path, found));
    return file;
  }

  private Optional<StaticFile> read(String path) {
    boolean ofLibrary = path.startsWith(LIBRARY);
    String name = ofLibrary ? path.substring(LIBRARY.length()) : path.substring(1);
    if (name.isEmpty()) {
      name = "index.html";
    }
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !PATH.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream in =
        StaticFiles.class.getResourceAsStream((ofLibrary ? library : PAGE) + name)) {
      return in == null ? Optional.empty() : Optional.of(file(in.readAllBytes(), type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StaticFile file(byte[] bytes, String type) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new StaticFile(
          bytes, type, '"' + HexFormat.of().formatHex(hash).substring(0, 32) + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The page for a person who has no token, in plain text. */
  static byte[] tokenNeeded() {
    return "This console needs its token: open /?token=TOKEN once. The token is in the file of --token-file.\n"
        .getBytes(StandardCharsets.UTF_8);
  }
}
