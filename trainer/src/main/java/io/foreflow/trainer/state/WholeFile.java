package io.foreflow.trainer.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file completely or not at all. A reader sees either the old file or the new one. */
public final class WholeFile {

  private WholeFile() {}

  /** Writes the bytes to the file. A missing folder is made. */
  public static void write(Path path, byte[] content) throws IOException {
    Path target = path.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException(path + " is a folder; expected the name of a file");
    }
    Files.createDirectories(folder);
    // createTempFile would make a file that only its owner can read, but a Flink of another user
    // has to read it.
    Path draft = folder.resolve(target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.write(draft, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
