package io.foreflow.store;

import io.foreflow.store.objects.FolderObjects;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The model file of a version, for programs that know its hash and only read. */
public final class VersionFile {
  private VersionFile() {}

  /** The path of the file, if the store is a folder. Nothing is looked up. */
  public static Optional<Path> path(StoreReference version) {
    return version.store() instanceof StoreLocation.Folder folder
        ? Optional.of(new FolderObjects(folder.path()).path(key(version)))
        : Optional.empty();
  }

  /**
   * An open file.
   *
   * @param content to be closed by the caller
   * @param bytes its size
   */
  public record Opened(InputStream content, long bytes) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      content.close();
    }
  }

  /**
   * Opens the file.
   *
   * @throws StoreException if the store is there, and has no such version
   */
  public static Opened open(StoreReference version) throws IOException {
    ModelStore store = ModelStore.at(version.store());
    boolean opened = false;
    try {
      OptionalLong size = store.objects().size(key(version));
      if (size.isEmpty()) {
        throw missing(version, store);
      }
      InputStream content = store.objects().open(key(version));
      opened = true;
      return new Opened(closing(content, store), size.getAsLong());
    } catch (NoSuchFileException e) {
      throw missing(version, store);
    } finally {
      if (!opened) {
        store.close();
      }
    }
  }

  /**
   * Refuses a version that is not in its store.
   *
   * @throws StoreException if the store is there, and has no such version
   * @throws IOException if the store is not there, perhaps only at this time
   */
  public static void require(StoreReference version) throws IOException {
    try (ModelStore store = ModelStore.at(version.store())) {
      if (store.objects().size(key(version)).isEmpty()) {
        throw missing(version, store);
      }
    }
  }

  private static IOException missing(StoreReference version, ModelStore store) {
    try {
      store.require();
    } catch (IOException e) {
      return new IOException(e.getMessage(), e);
    }
    return new StoreException(
        StoreException.Reason.NOT_FOUND,
        "found no version %s of the model \"%s\" in %s, allowed: one that `foreflow models list` shows"
            .formatted(version.ref(), version.model(), version.store().text()));
  }

  private static InputStream closing(InputStream content, ModelStore store) {
    return new FilterInputStream(content) {
      @Override
      public void close() throws IOException {
        try {
          super.close();
        } finally {
          store.close();
        }
      }
    };
  }

  private static String key(StoreReference version) {
    return new ModelKeys(version.model()).modelFile(version.ref());
  }
}
