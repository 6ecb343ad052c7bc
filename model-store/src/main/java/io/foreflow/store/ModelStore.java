package io.foreflow.store;

import io.foreflow.store.objects.BucketClient;
import io.foreflow.store.objects.FolderObjects;
import io.foreflow.store.objects.MissingLibrariesException;
import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.objects.StoredObject;
import io.foreflow.store.objects.TaggedObject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A store of models in a folder or a bucket. Everything in it is a plain file: the model files,
 * what was added with them, and JSON. docs/concepts/store.md describes it.
 *
 * <p>A version never changes. Aliases move by one write of one object, which only succeeds if
 * nobody has moved them meanwhile. Whenever a writer dies, the store is whole, and each alias names
 * what it named before or what it was to name.
 */
public final class ModelStore implements AutoCloseable {
  private static final int FORMAT = 1;

  private final StoreLocation location;
  private final ObjectStore objects;
  private final InstantSource clock;

  /** A store of these objects. */
  public ModelStore(StoreLocation location, ObjectStore objects, InstantSource clock) {
    this.location = location;
    this.objects = objects;
    this.clock = clock;
  }

  /** The store at a location. Nothing is read or made yet. */
  public static ModelStore at(StoreLocation location) throws IOException {
    if (location instanceof StoreLocation.Folder folder) {
      return new ModelStore(location, new FolderObjects(folder.path()), InstantSource.system());
    }
    if (location instanceof StoreLocation.Bucket bucket) {
      return new ModelStore(location, bucket(bucket), InstantSource.system());
    }
    throw new IllegalStateException("a kind of location that nothing opens: " + location);
  }

  private static ObjectStore bucket(StoreLocation.Bucket bucket) throws IOException {
    try {
      return BucketClient.find().open(bucket.bucket(), bucket.prefix());
    } catch (MissingLibrariesException e) {
      throw new StoreException(
          StoreException.Reason.NO_CLIENT,
          "found the store %s, but no libraries for buckets on the class path, allowed: a store in a folder, or with Amazon's libraries; docs/concepts/store.md says where they come from"
              .formatted(bucket.text()),
          e);
    }
  }

  public StoreLocation location() {
    return location;
  }

  ObjectStore objects() {
    return objects;
  }

  /** Refuses a folder or bucket that is no store, and a store of a later format. */
  public void require() throws IOException {
    Optional<TaggedObject> marker = objects.read(ModelKeys.MARKER);
    if (marker.isEmpty()) {
      throw new StoreException(
          StoreException.Reason.NOT_FOUND,
          "found no model store at %s, allowed: a folder or bucket with %s in it; `foreflow models add` makes one"
              .formatted(location.text(), ModelKeys.MARKER));
    }
    String place = objects.place(ModelKeys.MARKER);
    long format = StoreJson.read(place, marker.get().text()).number("format");
    if (format != FORMAT) {
      throw new StoreException(
          StoreException.Reason.INVALID,
          "found a model store of format %d at %s, allowed: format %d; use a later release"
              .formatted(format, location.text(), FORMAT));
    }
  }

  /** Makes the store, if there is none. */
  public void make() throws IOException {
    objects.create(ModelKeys.MARKER, StoreJson.write(StoreJson.object().put("format", FORMAT)));
    require();
  }

  /** The names of all models. */
  public List<String> names() throws IOException {
    require();
    return objects.list(ModelKeys.MODELS).stream()
        .map(StoredObject::key)
        .map(key -> key.substring(ModelKeys.MODELS.length()))
        .map(key -> PercentText.decode(key.substring(0, key.indexOf('/'))))
        .distinct()
        .toList();
  }

  /** A model, which may have no versions yet. */
  public StoredModel model(String name) throws IOException {
    require();
    return new StoredModel(location, objects, clock, name);
  }

  /** The version that a reference names. */
  public static StoredVersion resolve(StoreReference reference) throws IOException {
    try (ModelStore store = at(reference.store())) {
      return store.model(reference.model()).version(reference.ref());
    }
  }

  @Override
  public void close() {
    objects.close();
  }
}
