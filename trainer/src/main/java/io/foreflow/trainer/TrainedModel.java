package io.foreflow.trainer;

import io.foreflow.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The result of a training. Owns its array.
 *
 * @param file the bytes of the model file
 * @param manifest the manifest in the file
 * @param report how the training went
 */
@SuppressWarnings("ArrayRecordComponent") // It holds the bytes of a file.
public record TrainedModel(byte[] file, Manifest manifest, TrainingReport report) {

  /** Writes the file completely or not at all. A reader sees either the old file or the new one. */
  public void writeTo(Path path) throws IOException {
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
      Files.write(draft, file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
