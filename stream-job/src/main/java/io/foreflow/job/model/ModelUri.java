package io.foreflow.job.model;

import io.foreflow.seed.SeedReference;
import io.foreflow.store.StoreException;
import io.foreflow.store.StoreReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The URI of a model file, in one spelling. The URI that is compared with the allowed ones is also
 * the one that is opened, so another spelling of an address can't pass the comparison.
 *
 * <p>Each kind of URI is one record. A new kind is a new record, and a new case in {@link #of}.
 */
sealed interface ModelUri permits FileUri, WebUri, StoreUri, StorePlace, SeedUri {

  /** Reads a URI or a path. Nothing is opened. */
  static ModelUri of(String text) throws UnusableModelException {
    URI uri = parse(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    try {
      return switch (scheme) {
        case "" -> FileUri.of(Path.of(text));
        case "file" -> FileUri.of(Path.of(uri));
        case "http", "https" -> WebUri.of(uri);
        case SeedReference.SCHEME -> SeedUri.of(text);
        case StoreReference.SCHEME -> text.contains("#") ? StoreUri.of(text) : StorePlace.of(text);
        default -> throw unsupported(text, "scheme " + scheme);
      };
    } catch (IllegalArgumentException | StoreException e) {
      throw unsupported(text, String.valueOf(e.getMessage()));
    }
  }

  private static URI parse(String text) throws UnusableModelException {
    try {
      // A path may have characters that a URI may not have, such as a blank.
      return text.startsWith("/") ? new URI("/") : new URI(text);
    } catch (URISyntaxException e) {
      throw unsupported(text, String.valueOf(e.getMessage()));
    }
  }

  private static UnusableModelException unsupported(String uri, String what) {
    return new UnusableModelException(
        UnusableModelException.UNSUPPORTED_URI,
        "found the URI %s (%s), allowed: file:, http:, https:, store: and seed:"
            .formatted(uri, what));
  }

  /**
   * Whether this is {@code folder} or is under it, by the way both are written. Nothing is opened.
   */
  boolean isUnder(ModelUri folder);

  /** This URI with every link followed. Empty if a link leads to nothing. */
  Optional<ModelUri> resolved();

  /**
   * The folder or server of this file, from which announced models may come if nothing else is
   * configured.
   */
  ModelUri surroundings();

  /** The text of this URI, from which {@link #of} makes an equal one. */
  String uri();
}
