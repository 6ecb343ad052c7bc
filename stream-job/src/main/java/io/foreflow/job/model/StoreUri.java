package io.foreflow.job.model;

import io.foreflow.store.StoreException;
import io.foreflow.store.StoreReference;
import io.foreflow.store.VersionFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The URI of a version in a model store. An alias in it is not opened: it has to be resolved
 * before.
 */
record StoreUri(StoreReference version) implements ModelUri {

  static StoreUri of(String text) throws StoreException {
    return new StoreUri(StoreReference.parse(text));
  }

  /** The file of the version, if the store is a folder. */
  Optional<FileUri> file() {
    Optional<Path> path = version.isVersion() ? VersionFile.path(version) : Optional.empty();
    return path.map(FileUri::of);
  }

  @Override
  public boolean isUnder(ModelUri folder) {
    return equals(folder)
        || new StorePlace(version.store()).isUnder(folder)
        || file().filter(file -> file.isUnder(folder)).isPresent();
  }

  /** In a folder, the file that is opened. */
  @Override
  public Optional<ModelUri> resolved() {
    Optional<FileUri> file = file();
    return file.isPresent() ? file.get().resolved() : Optional.of(this);
  }

  /** The store. */
  @Override
  public ModelUri surroundings() {
    return new StorePlace(version.store());
  }

  @Override
  public String uri() {
    return version.uri();
  }
}
