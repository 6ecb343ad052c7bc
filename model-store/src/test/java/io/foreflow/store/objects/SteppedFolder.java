package io.foreflow.store.objects;

import java.nio.file.Path;
import java.util.function.Consumer;

/** A folder that says each step before it takes it. */
public final class SteppedFolder {
  private SteppedFolder() {}

  public static ObjectStore of(Path root, Consumer<String> steps) {
    return new FolderObjects(root, steps::accept);
  }
}
