package io.foreflow.trainer;

import io.foreflow.manifest.Manifest;
import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.state.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The result of a training. Owns its array.
 *
 * @param file the bytes of the model file
 * @param manifest the manifest in the file
 * @param report how the training went
 * @param weights the weights before they were folded into the file, to start other trainings from
 */
@SuppressWarnings("ArrayRecordComponent") // It holds the bytes of a file.
public record TrainedModel(
    byte[] file, Manifest manifest, TrainingReport report, SavedWeights weights) {

  /** Writes the file completely or not at all. A reader sees either the old file or the new one. */
  public void writeTo(Path path) throws IOException {
    WholeFile.write(path, file);
  }
}
