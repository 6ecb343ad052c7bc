package io.foreflow.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.model.TinyStepGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buffers for a full wave, and what becomes of a model for which there is no memory. */
class ReadyModelTest {
  private static final int CONTEXT = 997;

  /** So many states take 3 MB less than the largest buffer that there can be. */
  private static final int ROWS = 536_000;

  @Test
  void aModelWithoutMemoryForBuffersIsRefused(@TempDir Path folder) throws Exception {
    Path file =
        Files.write(folder.resolve("m.onnx"), TinyStepGraph.hourly().withContext(CONTEXT).file());
    SharedModels shared = new SharedModels();
    // The JVM of tests has 2 GiB for buffers, which the states alone would nearly fill: it says no
    // before it touches any memory.
    assertThatThrownBy(() -> ReadyModel.of(shared.acquire(ModelLocation.of(file)), ROWS))
        .isInstanceOfSatisfying(
            UnusableModelException.class,
            e -> assertThat(e.reason()).isEqualTo(UnusableModelException.TOO_LARGE))
        .hasMessageStartingWith("found no memory for the model");
    assertThat(shared.loaded()).as("models that are still held").isZero();
  }

  @Test
  void internalErrorsAreThrownOthersRefuseTheModel() {
    assertThat(UnusableModelException.broken(new StackOverflowError()).reason())
        .isEqualTo("not-runnable");
    assertThat(UnusableModelException.broken(new UnsatisfiedLinkError("gone")).reason())
        .isEqualTo("not-runnable");
    InternalError broken = new InternalError();
    assertThatThrownBy(() -> UnusableModelException.broken(broken)).isSameAs(broken);
  }
}
