package io.foreflow.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.model.StepModel;
import io.foreflow.model.TinyStepGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    assertThatThrownBy(() -> models.acquire(wrong)).isInstanceOf(UnusableModelException.class);
    assertThat(models.loaded()).isZero();
    try (ModelLease loaded = models.acquire(ModelLocation.of(file))) {
      assertThatThrownBy(() -> models.acquire(wrong))
          .as("also when another task has loaded the file")
          .isInstanceOf(UnusableModelException.class);
      ModelLocation right = new ModelLocation(file.toString(), loaded.model().sha256());
      try (ModelLease again = models.acquire(right)) {
        assertThat(again.model()).isSameAs(loaded.model());
      }
    }
  }

  @Test
  void concurrentTasksLoadAModelOnce() throws Exception {
    byte[] file = TinyStepGraph.hourly().file();
    ExecutorService tasks = Executors.newFixedThreadPool(8);
    try (FileServer server = new FileServer()) {
      ModelLocation location = new ModelLocation(server.serve("/m.onnx", file), null);
      List<ModelLease> leases = new ArrayList<>();
      Callable<ModelLease> ask = () -> models.acquire(location);
      for (Future<ModelLease> lease : tasks.invokeAll(Collections.nCopies(8, ask))) {
        leases.add(lease.get());
      }
      assertThat(server.requests()).isEqualTo(1);
      assertThat(leases).extracting(ModelLease::model).containsOnly(leases.get(0).model());
      leases.forEach(ModelLease::close);
      assertThat(models.loaded()).isZero();
    } finally {
      tasks.shutdownNow();
    }
  }

  @Test
  void aCancelledLoadFailsNoOtherTask() throws Exception {
    byte[] file = TinyStepGraph.hourly().file();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService tasks = Executors.newFixedThreadPool(2);
    try (FileServer server = new FileServer()) {
      ModelLocation location =
          new ModelLocation(
              server.answer(
                  "/m.onnx",
                  request -> {
                    asked.countDown();
                    go.await();
                    request.sendResponseHeaders(200, file.length);
                    request.getResponseBody().write(file);
                  }),
              null);
      Future<ModelLease> cancelled = tasks.submit(() -> models.acquire(location));
      asked.await();
      Future<ModelLease> other = tasks.submit(() -> models.acquire(location));
      cancelled.cancel(true);
      go.countDown();
      try (ModelLease lease = other.get()) {
        assertThat(lease.model().manifest().model()).isEqualTo("tiny");
      }
    } finally {
      tasks.shutdownNow();
    }
  }

  @Test
  void modelsThatNeedTooMuchHeapAreRefused(@TempDir Path folder) throws Exception {
    byte[] graph = TinyStepGraph.hourly().file();
    ModelLocation file = ModelLocation.of(write(folder, "a.onnx", TinyStepGraph.hourly()));
    SharedModels small = new SharedModels(2L * graph.length, StepModel::open);
    assertThatThrownBy(() -> small.acquire(file))
        .isInstanceOfSatisfying(
            UnusableModelException.class, e -> assertThat(e.reason()).isEqualTo("too-large"))
        .hasMessageContaining("at most half of this TaskManager's heap, " + graph.length);
    new SharedModels(200L * graph.length, StepModel::open).acquire(file).close();
  }

  private static Path write(Path folder, String name, TinyStepGraph graph) throws IOException {
    return Files.write(folder.resolve(name), graph.file());
  }
}
