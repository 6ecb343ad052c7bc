package io.foreflow.store;

import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.objects.StoredObject;
import io.foreflow.store.objects.TaggedObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The versions of a model that are in the store as a whole. */
record VersionReader(ObjectStore objects, ModelKeys keys) {

  /** All versions, the newest first. */
  List<StoredVersion> all() throws IOException {
    List<StoredVersion> found = new ArrayList<>();
    for (StoredObject object : objects.list(keys.versions())) {
      if (object.key().endsWith("/" + ModelKeys.VERSION_FILE)) {
        // A clean-up may delete it meanwhile.
        read(object.key()).ifPresent(found::add);
      }
    }
    found.sort(
        Comparator.comparing(StoredVersion::addedAt)
            .reversed()
            .thenComparing(StoredVersion::sha256));
    return found;
  }

  Optional<StoredVersion> find(String sha256) throws IOException {
    return read(keys.versionFile(sha256));
  }

  private Optional<StoredVersion> read(String key) throws IOException {
    Optional<TaggedObject> object = objects.read(key);
    return object.isEmpty()
        ? Optional.empty()
        : Optional.of(StoredVersion.read(objects.place(key), object.get().text()));
  }
}
