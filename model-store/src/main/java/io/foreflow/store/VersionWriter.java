package io.foreflow.store;

import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.objects.Sha256;
import io.foreflow.store.objects.TaggedObject;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Adds versions. The object that makes a version known is written last. So a writer that dies
 * leaves nothing that anybody sees, and the next one uses what it has left.
 */
final class VersionWriter {
  private final ObjectStore objects;
  private final InstantSource clock;
  private final ModelKeys keys;
  private final VersionReader reader;

  VersionWriter(ObjectStore objects, InstantSource clock, ModelKeys keys) {
    this.objects = objects;
    this.clock = clock;
    this.keys = keys;
    this.reader = new VersionReader(objects, keys);
  }

  AddedVersion add(NewVersion added) throws IOException {
    if (!added.manifest().model().equals(keys.model())) {
      throw new StoreException(
          StoreException.Reason.INVALID,
          "found a file of the model \"%s\", allowed: one of \"%s\""
              .formatted(added.manifest().model(), keys.model()));
    }
    for (String name : added.attachments().keySet()) {
      Attachment.checkName(name);
    }
    String sha256 = Sha256.of(added.file());
    checkNotRemoved(sha256);
    Optional<StoredVersion> known = reader.find(sha256);
    if (known.isPresent()) {
      return new AddedVersion(known.get(), false);
    }
    List<Attachment> attachments = new ArrayList<>();
    for (Map.Entry<String, byte[]> attachment : added.attachments().entrySet()) {
      attachments.add(attach(sha256, attachment.getKey(), attachment.getValue()));
    }
    objects.create(keys.modelFile(sha256), added.file());
    StoredVersion version =
        new StoredVersion(
            keys.model(),
            added.manifest().version(),
            sha256,
            added.file().length,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            added.by(),
            attachments,
            added.manifest().toJson());
    boolean isNew = objects.create(keys.versionFile(sha256), StoreJson.write(version.json()));
    try {
      checkNotRemoved(sha256);
      checkWhole(sha256, added.file().length);
    } catch (StoreException e) {
      if (isNew) {
        // Some of its files are gone, or will be.
        objects.delete(keys.versionFile(sha256));
      }
      throw e;
    }
    return new AddedVersion(reader.find(sha256).orElseThrow(() -> removed(sha256)), isNew);
  }

  /**
   * Writes an attachment. One that another writer of the same version has left stays, because that
   * writer may be about to describe it.
   */
  private Attachment attach(String sha256, String name, byte[] content) throws IOException {
    String key = keys.attachment(sha256, name);
    objects.create(key, content);
    TaggedObject found = objects.read(key).orElseThrow(() -> removed(sha256));
    return Attachment.of(name, found.content());
  }

  private void checkNotRemoved(String sha256) throws IOException {
    if (AliasObject.read(objects, keys).aliases().removing().contains(sha256)) {
      throw removed(sha256);
    }
  }

  private void checkWhole(String sha256, long bytes) throws IOException {
    String key = keys.modelFile(sha256);
    OptionalLong found = objects.size(key);
    if (found.isEmpty()) {
      throw removed(sha256);
    }
    if (found.getAsLong() != bytes) {
      throw new StoreException(
          StoreException.Reason.DAMAGED,
          "found %d bytes in %s, allowed: the file of this hash, with %d; delete it and add the file again"
              .formatted(found.getAsLong(), objects.place(key), bytes));
    }
  }

  private StoreException removed(String sha256) {
    return new StoreException(
        StoreException.Reason.CONFLICT,
        "found that a clean-up deletes the version %s of \"%s\" at this moment, allowed: to add it when that is done; run `foreflow models gc`, then add it again"
            .formatted(StoredVersion.shorten(sha256), keys.model()));
  }
}
