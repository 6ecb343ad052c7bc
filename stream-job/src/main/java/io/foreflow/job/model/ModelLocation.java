package io.foreflow.job.model;

import io.foreflow.model.InvalidModelFileException;
import io.foreflow.store.Alias;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoreReference;
import io.foreflow.wire.ModelAnnouncement;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The location of a model file.
 *
 * @param uri a {@code file:}, {@code http:}, {@code https:}, {@code store:} or {@code seed:} URI,
 *     or a path; the same for every TaskManager
 * @param sha256 the hash that the file must have, in lower-case hexadecimal; null for any
 * @param alias the configured URI, if it names an alias in a model store or a seed model; then
 *     {@code uri} is the version that it named when the job was started; null for everything else
 */
public record ModelLocation(String uri, @Nullable String sha256, @Nullable String alias)
    implements Serializable {

  /** A location that is configured or announced as it is. */
  public ModelLocation(String uri, @Nullable String sha256) {
    this(uri, sha256, null);
  }

  /**
   * The location that a configuration names. An alias in a model store and a seed model are
   * resolved now, so that all tasks load the same version.
   *
   * @throws UnusableModelException if the store can't be read, or has no such version
   */
  public static ModelLocation configured(String uri, @Nullable String sha256)
      throws UnusableModelException {
    ModelUri parsed = ModelUri.of(uri);
    if (parsed instanceof SeedUri seed && !seed.isVersion()) {
      return configured(seed, sha256);
    }
    if (!(parsed instanceof StoreUri named)) {
      return new ModelLocation(uri, sha256);
    }
    StoreReference reference = named.version();
    try {
      String found = ModelStore.resolve(reference).sha256();
      require(sha256, found, uri);
      boolean isAlias = Alias.of(reference.ref()).isPresent();
      return new ModelLocation(reference.at(found).uri(), found, isAlias ? reference.uri() : null);
    } catch (IOException e) {
      throw new UnusableModelException(
          UnusableModelException.UNREADABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private static ModelLocation configured(SeedUri seed, @Nullable String sha256)
      throws UnusableModelException {
    String found = seed.ofThisRelease().sha256();
    require(sha256, found, seed.uri());
    return new ModelLocation(seed.at(found).uri(), found, seed.uri());
  }

  private static void require(@Nullable String sha256, String found, String uri)
      throws UnusableModelException {
    if (sha256 != null && !sha256.equals(found)) {
      throw new UnusableModelException(
          InvalidModelFileException.Reason.WRONG_SHA256.code(),
          "found %s, which is the version %s, allowed: the configured sha256 %s"
              .formatted(uri, found, sha256));
    }
  }

  /** The same configured alias, as another version. */
  public ModelLocation at(String version) throws UnusableModelException {
    if (alias != null && ModelUri.of(uri) instanceof SeedUri seed) {
      return new ModelLocation(seed.at(version).uri(), version, alias);
    }
    if (alias == null || !(ModelUri.of(uri) instanceof StoreUri named)) {
      throw new IllegalStateException("only an alias can name another version: " + uri);
    }
    return new ModelLocation(named.version().at(version).uri(), version, alias);
  }

  /** The location of a file, whatever its hash is. */
  public static ModelLocation of(Path file) {
    return new ModelLocation(file.toString(), null);
  }

  /** The location in an announcement. */
  public static ModelLocation of(ModelAnnouncement announcement) {
    return new ModelLocation(announcement.uri(), announcement.sha256());
  }

  // Written by hand because locations are keys of a map: JDK 17 keeps the equals that the compiler
  // makes for a record in a static cache, and with it the class loader of the last job that used
  // it.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModelLocation that
        && uri.equals(that.uri)
        && Objects.equals(sha256, that.sha256)
        && Objects.equals(alias, that.alias);
  }

  @Override
  public int hashCode() {
    return 31 * uri.hashCode() + Objects.hashCode(sha256);
  }
}
