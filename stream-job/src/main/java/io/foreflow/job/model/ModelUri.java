package io.foreflow.job.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A place where a model file can be. What is compared with the allowed places is also what is
 * opened, so no second spelling of an address gets past the comparison.
 *
 * <p>Each kind of URI is one record. A new kind is a new record, and a new case in {@link #of}.
 */
sealed interface ModelUri permits FileUri, WebUri {

  /** The place that a URI, or a path, names. Nothing is opened. */
  static ModelUri of(String text) throws UnusableModelException {
    URI uri = parse(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    try {
      return switch (scheme) {
        case "" -> FileUri.of(Path.of(text));
        case "file" -> FileUri.of(Path.of(uri));
        case "http", "https" -> WebUri.of(uri);
        default -> throw unsupported(text, "scheme " + scheme);
      };
    } catch (IllegalArgumentException e) {
      throw unsupported(text, String.valueOf(e.getMessage()));
    }
  }

  private static URI parse(String text) throws UnusableModelException {
    try {
      // A path may hold what a URI may not, such as a blank.
      return text.startsWith("/") ? new URI("/") : new URI(text);
    } catch (URISyntaxException e) {
      throw unsupported(text, String.valueOf(e.getMessage()));
    }
  }

  private static UnusableModelException unsupported(String uri, String what) {
    return new UnusableModelException(
        UnusableModelException.UNSUPPORTED_URI,
        "found the URI %s (%s), allowed: file:, http: and https:".formatted(uri, what));
  }

  /** Whether this is {@code folder} or lies under it, as both are written. Nothing is opened. */
  boolean isUnder(ModelUri folder);

  /** The same place with every link followed. Empty where a link leads to nothing. */
  Optional<ModelUri> resolved();

  /** The place around it that announced models may come from if nothing else is configured. */
  ModelUri surroundings();

  /** The place as a URI or a path. {@link #of} makes an equal place of it. */
  String uri();
}
