package io.foreflow.cli.retrain;

import io.foreflow.cli.canary.DriftCondition;
import io.foreflow.cli.process.CommandOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The work of {@code retrain} and {@code watch}, for a command that does more than one of them. */
public final class RetrainParts {

  private final Path file;
  private final CommandOutput output;
  private final Clock clock;

  /**
   * @param file the options of the retraining, as YAML
   */
  public RetrainParts(Path file, CommandOutput output, Clock clock) {
    this.file = file;
    this.output = output;
    this.clock = clock;
  }

  /**
   * Retrains and decides once, as {@code foreflow retrain} does.
   *
   * @param overrides options that count instead of those in the file
   * @return the exit code
   */
  public int retrain(Map<String, String> overrides, boolean force, String because) {
    return new RetrainRun(output, config(overrides), clock).run(force, because);
  }

  /**
   * Retrains whenever a condition holds, as {@code foreflow retrain --when} does.
   *
   * @param started is told the reason before each retraining
   * @param isEndAfterPause waits between two looks, and says whether the loop should end
   */
  public void retrainWhen(
      DriftCondition condition, Consumer<String> started, BooleanSupplier isEndAfterPause)
      throws IOException {
    try (LoopWork work = new LoopWork(output, config(Map.of()), clock, Optional.of(condition))) {
      int unused =
          new RetrainLoop(
                  output,
                  Optional.empty(),
                  new AnnouncedWork(work, started),
                  clock,
                  time -> isEndAfterPause.getAsBoolean())
              .run();
    }
  }

  /**
   * Watches the version in use until there is a verdict, as {@code foreflow watch --once} does.
   *
   * @return the exit code
   */
  public int watch() {
    return new WatchRun(output, config(Map.of()), clock).run(WatchRun.End.VERDICT);
  }

  private RetrainConfig config(Map<String, String> overrides) {
    return RetrainConfig.load(file, overrides, Map.of());
  }

  /** Work that tells the reason of each retraining before it starts. */
  private record AnnouncedWork(RetrainLoop.Work work, Consumer<String> started)
      implements RetrainLoop.Work {

    @Override
    public Optional<Instant> lastDecision() throws IOException {
      return work.lastDecision();
    }

    @Override
    public Optional<String> findDrift() throws IOException {
      return work.findDrift();
    }

    @Override
    public void retrain(String because) {
      started.accept(because);
      work.retrain(because);
    }
  }
}
