package io.foreflow.job.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.model.StepLimits;
import io.foreflow.model.StepModel;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.ModelAnnouncement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLoaderTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final LoadLimits PATIENT =
      new LoadLimits(1 << 24, Duration.ofMinutes(10), 3, Duration.ofMillis(1), StepLimits.DEFAULT);
  private static final LoadLimits IMPATIENT =
      new LoadLimits(1 << 24, Duration.ofMillis(300), 3, Duration.ofMillis(1), StepLimits.DEFAULT);

  private final Path folder;
  private final SharedModels models = new SharedModels();
  private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
  private TricklingServer server;

  ModelLoaderTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
  }

  @BeforeEach
  void startServer() throws IOException {
    server = new TricklingServer();
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Test
  void aHeaderThatNeverEndsIsCutOff() throws Exception {
    try (ModelLoader loader = loader(models, IMPATIENT)) {
      load(loader, trickling("slow"));
      assertThat(outcome()).isEqualTo("slow 1 unreadable");
    }
  }

  @Test
  void aSlowServerDelaysNoOtherModel() throws Exception {
    try (ModelLoader loader = loader(models, PATIENT)) {
      load(loader, trickling("slow"));
      assertThat(server.isAsked()).isTrue();
      load(loader, file("good", "2"));
      assertThat(outcome()).isEqualTo("good 2 loaded");
    }
  }

  @Test
  void aLaterAnnouncementEndsTheOneBefore() throws Exception {
    try (ModelLoader loader = loader(models, PATIENT)) {
      load(loader, trickling("tiny"));
      assertThat(server.isAsked()).isTrue();
      load(loader, file("tiny", "2"));
      assertThat(outcome()).isEqualTo("tiny 2 loaded");
      assertThat(server.isLeft()).as("the connection is closed").isTrue();
    }
    assertThat(outcomes).isEmpty();
  }

  @Test
  void closingCutsADownloadOff() throws Exception {
    ModelLoader loader = loader(models, PATIENT);
    load(loader, trickling("slow"));
    assertThat(server.isAsked()).isTrue();
    loader.close();
    assertThat(server.isLeft()).as("the connection is closed").isTrue();
    assertThat(outcomes).isEmpty();
  }

  @Test
  void aRestartLoadsWhatItCan() throws Exception {
    try (ModelLoader loader = loader(models, IMPATIENT)) {
      List<LoadResult> loaded =
          loader.loadAll(List.of(trickling("slow"), file("tiny", "1"), file("tiny", "2")));
      assertThat(loaded)
          .extracting(model -> model.why() == null ? "loaded" : model.why().reason())
          .containsExactly("unreadable", "loaded", "loaded");
      loaded.forEach(LoadResult::close);
    }
    assertThat(models.loaded()).isZero();
  }

  @Test
  void aRestartWaitsForAllTogether() throws Exception {
    try (ModelLoader loader = loader(models, PATIENT)) {
      List<ModelAnnouncement> hung = List.of(trickling("a"), trickling("b"), trickling("c"));
      assertThat(loader.loadAll(hung, Duration.ofMillis(300)))
          .extracting(model -> model.why() == null ? "loaded" : model.why().reason())
          .containsExactly("unreadable", "unreadable", "unreadable");
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, LinkageError.class})
  void errorsRefuseTheModelAndTheLoaderLives(Class<? extends Error> kind) throws Exception {
    AtomicInteger opened = new AtomicInteger();
    SharedModels breaking =
        new SharedModels(
            Long.MAX_VALUE,
            (file, sha256, step) -> {
              if (opened.getAndIncrement() == 0) {
                throw error(kind);
              }
              return StepModel.open(file, sha256, step);
            });
    try (ModelLoader loader = loader(breaking, PATIENT)) {
      load(loader, file("tiny", "1"));
      String reason = kind == OutOfMemoryError.class ? "too-large" : "not-runnable";
      assertThat(outcome()).isEqualTo("tiny 1 " + reason);
      load(loader, file("tiny", "2"));
      assertThat(outcome()).isEqualTo("tiny 2 loaded");
    }
  }

  private static Error error(Class<? extends Error> kind) {
    try {
      return kind.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private ModelLoader loader(SharedModels from, LoadLimits limits) {
    AllowedUris allowed = new AllowedUris(List.of(folder.toString(), server.uri()));
    return new ModelLoader(from, limits, allowed, 4);
  }

  private void load(ModelLoader loader, ModelAnnouncement announcement) {
    String name = announcement.model() + " " + announcement.version() + " ";
    loader.load(
        announcement,
        new ModelLoader.Outcome() {
          @Override
          public void loaded(ReadyModel model) {
            model.close();
            outcomes.add(name + "loaded");
          }

          @Override
          public void refused(UnusableModelException why) {
            outcomes.add(name + why.reason());
          }
        });
  }

  private String outcome() throws InterruptedException {
    return String.valueOf(outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private ModelAnnouncement trickling(String model) {
    return new ModelAnnouncement(model, "1", server.uri(), "0".repeat(64), 0);
  }

  private ModelAnnouncement file(String model, String version) throws Exception {
    byte[] bytes = TinyStepGraph.hourly().withModel(model).withVersion(version).file();
    Path file = Files.write(folder.resolve(model + version + ".onnx"), bytes);
    try (StepModel opened = StepModel.open(bytes)) {
      return new ModelAnnouncement(model, version, file.toString(), opened.sha256(), 0);
    }
  }
}
