package io.foreflow.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The location of a store: a folder of this machine, or a bucket. Two spellings of one location are
 * equal.
 */
public sealed interface StoreLocation {

  /** What may be written for a location. */
  String ALLOWED = "a folder, as a path or file: URI, or s3://BUCKET or s3://BUCKET/FOLDER";

  /**
   * A folder.
   *
   * @param path absolute, without {@code .} and {@code ..}
   */
  record Folder(Path path) implements StoreLocation {
    public Folder {
      path = path.toAbsolutePath().normalize();
    }

    @Override
    public String text() {
      return path.toString();
    }

    @Override
    public String uri() {
      try {
        String text = path.toString().replace('\\', '/');
        return new URI("file", "", text.startsWith("/") ? text : "/" + text, null).toString();
      } catch (URISyntaxException e) {
        throw new IllegalStateException("a path is always a URI", e);
      }
    }
  }

  /**
   * A bucket, or a folder in it.
   *
   * @param bucket its name
   * @param prefix the folder, without {@code /} at its ends; empty for the bucket itself
   */
  record Bucket(String bucket, String prefix) implements StoreLocation {
    private static final Pattern URI_FORM =
        Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9!_.*'()-]+)*)/?");

    static Bucket parse(String text) throws StoreException {
      Matcher uri = URI_FORM.matcher(text);
      if (!uri.matches() || text.contains("/./") || (text + "/").contains("/../")) {
        throw invalid(text);
      }
      String folder = uri.group(2);
      return new Bucket(uri.group(1), folder.isEmpty() ? "" : folder.substring(1));
    }

    @Override
    public String text() {
      return uri();
    }

    @Override
    public String uri() {
      return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }
  }

  /** The location for people. */
  String text();

  /** The location as a URI, from which {@link #parse} makes an equal one. */
  String uri();

  /** Reads a location. Nothing is opened. */
  static StoreLocation parse(String text) throws StoreException {
    try {
      if (text.startsWith("s3:")) {
        return Bucket.parse(text);
      }
      if (text.startsWith("file:")) {
        return new Folder(Path.of(new URI(text)));
      }
      if (text.isBlank() || text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
        throw invalid(text);
      }
      return new Folder(Path.of(text));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw invalid(text);
    }
  }

  private static StoreException invalid(String text) {
    return new StoreException(
        StoreException.Reason.INVALID,
        "found \"%s\" as the location of a model store, allowed: %s".formatted(text, ALLOWED));
  }
}
