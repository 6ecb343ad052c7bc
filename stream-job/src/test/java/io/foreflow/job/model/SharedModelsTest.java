package io.foreflow.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.model.ModelRefusedException;
import io.foreflow.model.TinyStepGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {
  private final SharedModels models = new SharedModels();

  @Test
  void loadsAFileOnceForAllWhoAsk(@TempDir Path folder) throws Exception {
    Path file = write(folder, "a.onnx", TinyStepGraph.hourly());
    Path copy = write(folder, "b.onnx", TinyStepGraph.hourly());
    try (ModelLease first = models.acquire(ModelLocation.of(file));
        ModelLease second = models.acquire(ModelLocation.of(copy))) {
      assertThat(second.model()).isSameAs(first.model());
      assertThat(models.loaded()).isEqualTo(1);
    }
  }

  @Test
  void keepsDifferentModelsApart(@TempDir Path folder) throws Exception {
    Path file = write(folder, "a.onnx", TinyStepGraph.hourly());
    Path other = write(folder, "b.onnx", TinyStepGraph.hourly().withVersion("2"));
    try (ModelLease first = models.acquire(ModelLocation.of(file));
        ModelLease second = models.acquire(ModelLocation.of(other))) {
      assertThat(second.model()).isNotSameAs(first.model());
      assertThat(models.loaded()).isEqualTo(2);
    }
  }

  @Test
  void unloadsAModelWithItsLastLease(@TempDir Path folder) throws Exception {
    Path file = write(folder, "a.onnx", TinyStepGraph.hourly());
    ModelLease first = models.acquire(ModelLocation.of(file));
    ModelLease second = models.acquire(ModelLocation.of(file));
    first.close();
    first.close();
    assertThat(models.loaded()).isEqualTo(1);
    second.close();
    assertThat(models.loaded()).isZero();
  }

  @Test
  void refusesAFileThatHashesToSomethingElse(@TempDir Path folder) throws Exception {
    Path file = write(folder, "a.onnx", TinyStepGraph.hourly());
    ModelLocation wrong = new ModelLocation(file.toString(), "0".repeat(64));
    assertThatThrownBy(() -> models.acquire(wrong)).isInstanceOf(ModelRefusedException.class);
    assertThat(models.loaded()).isZero();
    try (ModelLease loaded = models.acquire(ModelLocation.of(file))) {
      assertThatThrownBy(() -> models.acquire(wrong))
          .as("also when another task has loaded the file")
          .isInstanceOf(ModelRefusedException.class);
      ModelLocation right = new ModelLocation(file.toString(), loaded.model().sha256());
      try (ModelLease again = models.acquire(right)) {
        assertThat(again.model()).isSameAs(loaded.model());
      }
    }
  }

  private static Path write(Path folder, String name, TinyStepGraph graph) throws IOException {
    return Files.write(folder.resolve(name), graph.file());
  }
}
