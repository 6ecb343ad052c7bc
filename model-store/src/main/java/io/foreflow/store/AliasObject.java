package io.foreflow.store;

import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.objects.TaggedObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The object with the aliases of a model, as it was read.
 *
 * @param tag what the next write must find; null if there is no such object yet
 */
record AliasObject(Aliases aliases, @Nullable String tag) {

  static AliasObject read(ObjectStore objects, ModelKeys keys) throws IOException {
    Optional<TaggedObject> object = objects.read(keys.aliases());
    return object.isEmpty()
        ? new AliasObject(Aliases.NONE, null)
        : new AliasObject(
            Aliases.read(objects.place(keys.aliases()), object.get().text()), object.get().tag());
  }

  /** Writes other aliases. Returns false if somebody has written others since these were read. */
  boolean replace(Aliases next, ObjectStore objects, ModelKeys keys) throws IOException {
    byte[] content = StoreJson.write(next.json());
    boolean written =
        tag == null
            ? objects.create(keys.aliases(), content)
            : objects.replace(keys.aliases(), content, tag);
    if (written) {
      return true;
    }
    // A server can lose the answer to a write that it has done, and refuse its repetition.
    Optional<TaggedObject> found = objects.read(keys.aliases());
    return found.isPresent() && Arrays.equals(found.get().content(), content);
  }
}
