package io.foreflow.cli.models;

import io.foreflow.store.Alias;
import io.foreflow.store.StoreException;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A model and perhaps a version of it, as written on a command line: {@code NAME} or {@code
 * NAME@REF}.
 *
 * @param model the model's name
 * @param ref an alias, a hash or the beginning of one; empty if none is given
 */
record VersionName(String model, Optional<String> ref) {

  static VersionName parse(String text) {
    int at = text.lastIndexOf('@');
    return at < 1
        ? new VersionName(text, Optional.empty())
        : new VersionName(text.substring(0, at), Optional.of(text.substring(at + 1)));
  }

  /** The version that is named. Without a ref, the champion, or else the newest version. */
  StoredVersion of(StoredModel stored) throws IOException {
    if (ref.isPresent()) {
      return stored.version(ref.get());
    }
    Optional<String> champion = stored.aliases().find(Alias.CHAMPION);
    if (champion.isPresent()) {
      return stored.version(champion.get());
    }
    List<StoredVersion> versions = stored.versions();
    if (versions.isEmpty()) {
      throw new StoreException(
          StoreException.Reason.NOT_FOUND,
          "found no model \"%s\" in the store, allowed: one that `foreflow models list` shows"
              .formatted(model));
    }
    return versions.get(0);
  }

  /** Aliases as a text. */
  static String text(List<Alias> aliases) {
    return aliases.stream().map(Alias::text).collect(Collectors.joining(", "));
  }
}
