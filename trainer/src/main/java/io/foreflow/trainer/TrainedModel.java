package io.foreflow.trainer;

import io.foreflow.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * What a training gives. Owns its array.
 *
 * @param file the bytes of the model file
 * @param manifest what stands in it
 * @param report how the training went
 */
@SuppressWarnings("ArrayRecordComponent") // A file is bytes.
public record TrainedModel(byte[] file, Manifest manifest, TrainingReport report) {

  /** Writes the file whole or not at all: a reader sees the old file or the new one. */
  public void writeTo(Path path) throws IOException {
    Path target = path.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException(path + " is a folder; expected the name of a file");
    }
    Files.createDirectories(folder);
    // Not by createTempFile, whose files nobody else may read: a Flink under another user has to.
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
