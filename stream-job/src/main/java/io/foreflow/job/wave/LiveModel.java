package io.foreflow.job.wave;

import io.foreflow.job.model.ReadyModel;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.wire.ModelAnnouncement;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * A model that steps series, and their waves. The model can be replaced. Readings that wait for
 * their wave stay. The new model steps them, or the one before it while takeovers are spread.
 */
final class LiveModel implements AutoCloseable {
  private final WaveSchedule waves;
  private Used used;
  private @Nullable Former former;

  /** A model, where it came from, and what steps waves with it. */
  record Used(ModelAnnouncement source, ReadyModel ready, WaveRunner runner) {}

  /** A model whose series are moving to the next one. */
  private record Former(
      Used used, SpreadRunner spread, ScheduledFuture<?> deadline, Runnable ended) {}

  LiveModel(Used used, WaveSchedule waves) {
    this.used = used;
    this.waves = waves;
  }

  WaveSchedule waves() {
    return waves;
  }

  /** The model in use. While takeovers are spread, this is the one that takes over. */
  StepModel model() {
    return used.ready.model();
  }

  Manifest manifest() {
    return model().manifest();
  }

  /** Where the model in use came from. */
  ModelAnnouncement source() {
    return used.source;
  }

  /** Where the model came from whose series are still moving. Null if none are. */
  @Nullable ModelAnnouncement former() {
    return former == null ? null : former.used.source;
  }

  /** How many series are still to move, at most. Metrics ask from other threads. */
  long takeoversLeft() {
    return waves.takeoversLeft();
  }

  /** Steps with another model from the next wave on. Must not be called while a wave runs. */
  void replace(Used next) {
    endSpread();
    Used before = used;
    waves.use(next.runner);
    used = next;
    before.ready.close();
  }

  /**
   * Begins to move series to another model from the next wave on. Takeovers that are still spread
   * end. Must not be called while a wave runs.
   *
   * @param ended is called when the former model is not used any more
   */
  void replace(Used next, Takeovers takeovers, Runnable ended) {
    endSpread();
    ScheduledFuture<?> deadline =
        takeovers.deadline(next.ready.model().manifest(), this::endSpread);
    SpreadRunner spread = takeovers.spread(used.runner, next.runner, this::endSpread);
    waves.use(spread);
    former = new Former(used, spread, deadline, ended);
    used = next;
  }

  /** Closes the former model, if there is one. Its series move at their next reading. */
  private void endSpread() {
    Former ending = former;
    if (ending != null) {
      former = null;
      ending.spread.end();
      ending.deadline.cancel(false);
      waves.use(used.runner);
      ending.used.ready.close();
      ending.ended.run();
    }
  }

  @Override
  public void close() throws Exception {
    endSpread();
    IOUtils.closeAll(waves, used.ready);
  }
}
