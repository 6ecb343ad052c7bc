package io.foreflow.job.model;

import io.foreflow.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The URI of a file on this machine.
 *
 * @param path absolute, without {@code .} and {@code ..}
 */
record FileUri(Path path) implements ModelUri {

  static FileUri of(Path path) {
    return new FileUri(path.toAbsolutePath().normalize());
  }

  @Override
  public boolean isUnder(ModelUri folder) {
    if (folder instanceof StorePlace place && place.store() instanceof StoreLocation.Folder store) {
      return path.startsWith(store.path());
    }
    return folder instanceof FileUri other && path.startsWith(other.path);
  }

  @Override
  public Optional<ModelUri> resolved() {
    // If the file is missing, the folders around it can still be links.
    Path there = path;
    while (there.getParent() != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    try {
      return Optional.of(of(there.toRealPath().resolve(there.relativize(path))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The folder of the file. A file in the root folder stands only for itself, because its folder is
   * the whole machine.
   */
  @Override
  public ModelUri surroundings() {
    Path folder = path.getParent();
    return folder == null || folder.getParent() == null ? this : new FileUri(folder);
  }

  @Override
  public String uri() {
    return path.toString();
  }
}
