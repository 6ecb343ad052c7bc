package io.foreflow.trainer;

import io.foreflow.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
    Path draft = Files.createTempFile(folder, target.getFileName().toString(), ".part");
    try {
      Files.write(draft, file);
      Files.move(
          draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
