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
 * over once it has made the newest forecast of each series. The training has a thread of its own.
 * All times are counted from the demo's begin.
 */
final class DemoTakeover implements TrainingListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoTakeover.class);

  /**
   * How long the stream waits for an announced model to forecast each series. On a busy machine it
   * may come later.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

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
  private volatile double takenOver = Double.NaN;

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
      problem = "your own model did not take over: " + e.getMessage();
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

  /**
   * Whether the stream need not wait for the trained model: it has taken over, is late, or won't
   * come.
   */
  boolean isOver() {
    Announced model = announced;
    return model == null ? problem != null : hasTakenOver(model) || isLate(model);
  }

  private boolean hasTakenOver(Announced model) {
    if (Double.isNaN(takenOver) && seriesOf(model) >= plan.simulation().series()) {
      takenOver = seconds(System.nanoTime());
    }
    return !Double.isNaN(takenOver);
  }

  private static boolean isLate(Announced model) {
    return System.nanoTime() - model.nanos() > PATIENCE.toNanos();
  }

  /** The number of series whose newest forecast the model made. */
  private int seriesOf(Announced model) {
    return versions.seriesOf(model.version());
  }

  private double seconds(long nanos) {
    return (nanos - began) / 1e9;
  }

  /** What went wrong, if anything did. To be asked when no more forecasts come. */
  Optional<String> problem() {
    Announced model = announced;
    if (model == null || hasTakenOver(model) || !isLate(model)) {
      return Optional.ofNullable(problem);
    }
    return change().map(found -> TakeoverText.problem(found, seconds(System.nanoTime())));
  }

  /** What there is to say of both models; empty while the training runs. */
  Optional<ModelChange> change() {
    Announced model = announced;
    if (model == null) {
      return Optional.empty();
    }
    boolean unused = hasTakenOver(model);
    return Optional.of(
        new ModelChange(
            start.seed().uri(),
            scores.of(start.manifest().version()),
            model.version(),
            scores.of(model.version()),
            new ModelChange.Takeover(
                seconds(model.nanos()), takenOver, seriesOf(model), plan.simulation().series())));
  }

  /** A line for the screen: which model forecasts, and what came of the other. */
  String line() {
    Announced model = announced;
    Optional<ModelChange> change = change();
    if (model == null || change.isEmpty()) {
      String failed = problem;
      return "model %s; %s"
          .formatted(start.seed().uri(), failed == null ? "your own: " + doing : failed);
    }
    return TakeoverText.line(change.get(), isLate(model));
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
