package io.foreflow.store;

import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.objects.StoredObject;
import io.foreflow.store.objects.TaggedObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Objects whose writer dies before or after a certain write. What it wrote until then stays, and it
 * writes nothing more.
 */
final class DyingObjects implements ObjectStore {
  private final ObjectStore objects;
  private int writesLeft;
  private final boolean dieAfter;
  private boolean dead;

  /** A writer that dies at its {@code writes}th write, counted from 0. */
  DyingObjects(ObjectStore objects, int writes, boolean dieAfter) {
    this.objects = objects;
    this.writesLeft = writes;
    this.dieAfter = dieAfter;
  }

  /** The death of the writer. */
  static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  boolean isDead() {
    return dead;
  }

  private interface Write<T> {
    T run() throws IOException;
  }

  private <T> T write(Write<T> write) throws IOException {
    if (dead || (writesLeft == 0 && !dieAfter)) {
      dead = true;
      throw new Death();
    }
    T result = write.run();
    if (writesLeft-- == 0) {
      dead = true;
      throw new Death();
    }
    return result;
  }

  @Override
  public boolean create(String key, byte[] content) throws IOException {
    return write(() -> objects.create(key, content));
  }

  @Override
  public boolean replace(String key, byte[] content, String tag) throws IOException {
    return write(() -> objects.replace(key, content, tag));
  }

  @Override
  public void delete(String key) throws IOException {
    write(
        () -> {
          objects.delete(key);
          return true;
        });
  }

  @Override
  public Optional<TaggedObject> read(String key) throws IOException {
    return objects.read(key);
  }

  @Override
  public InputStream open(String key) throws IOException {
    return objects.open(key);
  }

  @Override
  public OptionalLong size(String key) throws IOException {
    return objects.size(key);
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    return objects.list(prefix);
  }

  @Override
  public int clean(Instant now) throws IOException {
    return objects.clean(now);
  }

  @Override
  public String place(String key) {
    return objects.place(key);
  }

  @Override
  public void close() {}
}
