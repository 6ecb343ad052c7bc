package io.foreflow.job.model;

import io.foreflow.wire.ModelAnnouncement;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The places from which announced models may come. Whoever can write an announcement must not
 * choose which files and servers the job's machines open. So an announcement of another place is
 * refused, nothing is opened, and the refusal says nothing about the place. Seed models are always
 * allowed: they are in the job's own jar.
 *
 * @param prefixes folders and servers, as URIs or absolute paths; everything under them is allowed
 */
public record AllowedUris(List<String> prefixes) implements Serializable {

  public AllowedUris {
    prefixes = List.copyOf(prefixes);
  }

  /** Allows the folders and servers of these models. */
  public static AllowedUris around(List<ModelLocation> models) {
    List<String> prefixes = new ArrayList<>();
    for (ModelLocation model : models) {
      try {
        prefixes.add(ModelUri.of(model.uri()).surroundings().uri());
      } catch (UnusableModelException e) {
        // The job does not start with a model of this place; it allows nothing.
      }
    }
    return new AllowedUris(prefixes);
  }

  /** Whether {@code text} can be one of the prefixes. */
  public static boolean isPrefix(String text) {
    try {
      ModelUri uri = ModelUri.of(text);
      return uri instanceof WebUri || text.startsWith("/") || text.contains(":");
    } catch (UnusableModelException e) {
      return false;
    }
  }

  /** Refuses a URI that is not written like an allowed place. Nothing is opened or looked up. */
  public void check(ModelAnnouncement announcement) throws UnusableModelException {
    uri(announcement);
  }

  /**
   * The location of the announced model, with every link followed. Only folders are looked at, and
   * only those of an allowed place.
   */
  ModelLocation locate(ModelAnnouncement announcement) throws UnusableModelException {
    ModelUri announced = uri(announcement);
    if (announced instanceof SeedUri) {
      return ModelLocation.of(announcement);
    }
    ModelUri found = announced.resolved().orElseThrow(AllowedUris::notAllowed);
    for (ModelUri prefix : allowed()) {
      Optional<ModelUri> folder = prefix.resolved();
      if (folder.isPresent() && found.isUnder(folder.get())) {
        return new ModelLocation(found.uri(), announcement.sha256());
      }
    }
    throw notAllowed();
  }

  private ModelUri uri(ModelAnnouncement announcement) throws UnusableModelException {
    ModelUri uri = ModelUri.of(announcement.uri());
    if (uri instanceof SeedUri seed) {
      if (!seed.isVersion()) {
        throw UnusableModelException.unresolved(seed);
      }
      return uri;
    }
    if (allowed().stream().noneMatch(uri::isUnder)) {
      throw notAllowed();
    }
    if (uri instanceof StoreUri store && !store.version().isVersion()) {
      throw UnusableModelException.unresolved(store.version());
    }
    return uri;
  }

  private List<ModelUri> allowed() throws UnusableModelException {
    List<ModelUri> allowed = new ArrayList<>();
    for (String prefix : prefixes) {
      allowed.add(ModelUri.of(prefix));
    }
    return allowed;
  }

  private static UnusableModelException notAllowed() {
    return new UnusableModelException(
        UnusableModelException.URI_NOT_ALLOWED,
        "found a URI outside the places that this job may open, allowed: those of"
            + " models.allowed-uris, or, where it is not set, the folders and servers of the models"
            + " in the job's configuration");
  }

  // Written out for the same reason as in ModelLocation.

  @Override
  public boolean equals(Object other) {
    return other instanceof AllowedUris that && prefixes.equals(that.prefixes);
  }

  @Override
  public int hashCode() {
    return prefixes.hashCode();
  }
}
