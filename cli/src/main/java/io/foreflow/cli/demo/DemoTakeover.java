package io.foreflow.cli.demo;

import io.foreflow.cli.kafka.ModelPublisher;
import io.foreflow.cli.simulate.HistoryFile;
import io.foreflow.cli.view.Numbers;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.wire.ModelAnnouncement;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a model while the job forecasts with a seed model, and announces it to the job. It takes
 * over once it has made the newest forecast of each series. The training has a thread of its own;
 * all other methods are called by the thread of the demo.
 */
final class DemoTakeover implements TrainingListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoTakeover.class);

  /** How long an announced model may take until it has forecast each series. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DemoPlan plan;
  private final SeedStart start;
  private final DemoFolder folder;
  private final String bootstrapServers;
  private final VersionTally versions;
  private final ModelScores scores;
  private final long began;
  private final BooleanSupplier stop;
  private final Thread thread;
  private volatile boolean closed;
  private volatile String doing = "waiting for its history";
  private volatile @Nullable Announced announced;
  private volatile @Nullable String problem;
  private double seconds = Double.NaN;

  private record Announced(String version, long nanos) {}

  /**
   * @param began when the demo began, in the nanoseconds of this process
   */
  DemoTakeover(
      DemoPlan plan,
      SeedStart start,
      DemoFolder folder,
      String bootstrapServers,
      VersionTally versions,
      ModelScores scores,
      long began,
      BooleanSupplier stop) {
    this.plan = plan;
    this.start = start;
    this.folder = folder;
    this.bootstrapServers = bootstrapServers;
    this.versions = versions;
    this.scores = scores;
    this.began = began;
    this.stop = () -> closed || stop.getAsBoolean();
    this.thread = new Thread(this::run, "demo-training");
  }

  /** Begins to train. */
  void begin() {
    thread.start();
  }

  private void run() {
    try {
      train();
    } catch (IOException | RuntimeException e) {
      LOG.error("The training of the demo failed", e);
      problem = "no trained model took over: " + e.getMessage();
    }
  }

  private void train() throws IOException {
    Duration history = Duration.ofDays(plan.training().historyDays());
    HistoryFile.write(folder.history(), plan.simulation(), plan.simulation().slotsIn(history));
    if (stop.getAsBoolean()) {
      return;
    }
    TrainingConfig config = DemoTraining.config(plan, Optional.of(start));
    Duration cadence = plan.simulation().cadence();
    TrainedModel model =
        DemoTraining.run(
                folder.history(),
                cadence,
                config,
                DemoTraining.start(plan, Optional.of(start)),
                this,
                stop)
            .model();
    if (stop.getAsBoolean()) {
      return;
    }
    model.writeTo(folder.model());
    String version = model.manifest().version();
    ModelPublisher.publish(
        KafkaConnection.to(bootstrapServers),
        DemoTopics.MODELS,
        new ModelAnnouncement(
            model.manifest().model(),
            version,
            folder.model().toUri().toString(),
            model.weights().modelSha256(),
            InstantSource.system().millis()));
    announced = new Announced(version, System.nanoTime());
  }

  @Override
  public void on(Progress progress) {
    doing =
        switch (progress.phase()) {
          case FEATURES -> "computing features";
          case LEARNING ->
              "training %d %%".formatted(Math.round(100.0 * progress.step() / progress.of()))
                  + (Double.isFinite(progress.secondsLeft())
                      ? ", "
                          + Numbers.seconds(Duration.ofSeconds((long) progress.secondsLeft()))
                          + " left"
                      : "");
          case EXPORT -> "checking the file";
        };
  }

  /** Whether the trained model has taken over, or won't any more. */
  boolean isOver() {
    Announced model = announced;
    if (model == null) {
      return problem != null;
    }
    if (versions.seriesOf(model.version()) >= plan.simulation().series()) {
      if (Double.isNaN(seconds)) {
        seconds = (System.nanoTime() - began) / 1e9;
      }
      return true;
    }
    if (System.nanoTime() - model.nanos() > PATIENCE.toNanos()) {
      problem =
          "the trained model was announced, and forecasts %d of %d series after %d s"
              .formatted(
                  versions.seriesOf(model.version()),
                  plan.simulation().series(),
                  PATIENCE.toSeconds());
      return true;
    }
    return false;
  }

  /** What went wrong, if anything did. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** What there is to say of both models; empty while the training runs. */
  Optional<ModelChange> change() {
    Announced model = announced;
    return model == null
        ? Optional.empty()
        : Optional.of(
            new ModelChange(
                start.seed().uri(),
                scores.of(start.manifest().version()),
                model.version(),
                scores.of(model.version()),
                seconds));
  }

  /** A line for the screen: which model forecasts, and what came of the other. */
  String line() {
    Optional<ModelChange> change = change();
    if (change.isEmpty()) {
      return "model "
          + start.seed().uri()
          + (problem().isPresent() ? "; " + problem : "; your own: " + doing);
    }
    if (Double.isNaN(seconds)) {
      return "model "
          + start.seed().uri()
          + "; your own is announced, and forecasts %d of %d series"
              .formatted(versions.seriesOf(change.get().trained()), plan.simulation().series());
    }
    // The most important part comes first, because a narrow terminal cuts the rest.
    ModelChange found = change.get();
    return "model your own: error %s, %s had %s%s; since %s"
        .formatted(
            Numbers.decimal(found.after().mase(), 3),
            found.seed(),
            Numbers.decimal(found.before().mase(), 3),
            Double.isFinite(found.gain()) ? gain(found) : "",
            Numbers.seconds(Duration.ofSeconds((long) found.seconds())));
  }

  /** The gain in words. */
  static String gain(ModelChange change) {
    double percent = 100 * change.gain();
    return "; %s %% %s, relative to naive"
        .formatted(Numbers.decimal(Math.abs(percent), 1), percent >= 0 ? "less" : "more");
  }

  /** Stops the training, and waits for its end. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
