package io.foreflow.job.wave;

import io.foreflow.job.model.ReadyModel;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import org.apache.flink.util.IOUtils;

/**
 * A model that steps series, and their waves. The model can be replaced. Readings that wait for
 * their wave stay, and the new model steps them.
 */
final class LiveModel implements AutoCloseable {
  private final WaveSchedule waves;
  private ReadyModel ready;

  LiveModel(ReadyModel ready, WaveSchedule waves) {
    this.ready = ready;
    this.waves = waves;
  }

  WaveSchedule waves() {
    return waves;
  }

  StepModel model() {
    return ready.model();
  }

  Manifest manifest() {
    return model().manifest();
  }

  /** Steps with another model from the next wave on. Must not be called while a wave runs. */
  void replace(ReadyModel next, WaveRunner runner) {
    waves.use(runner);
    ReadyModel before = ready;
    ready = next;
    before.close();
  }

  @Override
  public void close() throws Exception {
    IOUtils.closeAll(waves, ready);
  }
}
