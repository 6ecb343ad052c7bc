package io.foreflow.job.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of this machine.
 *
 * @param path absolute, without {@code .} and {@code ..}
 */
record FileUri(Path path) implements ModelUri {

  static FileUri of(Path path) {
    return new FileUri(path.toAbsolutePath().normalize());
  }

  @Override
  public boolean isUnder(ModelUri folder) {
    return folder instanceof FileUri other && path.startsWith(other.path);
  }

  @Override
  public Optional<ModelUri> resolved() {
    // Of a file that is not there, the folders around it can still be links.
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

  /** Its folder. A file at the very top stands for itself only: its folder is the machine. */
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
