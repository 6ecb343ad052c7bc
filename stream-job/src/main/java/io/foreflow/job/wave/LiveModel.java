package io.foreflow.job.wave;

import io.foreflow.job.model.ModelLease;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import org.apache.flink.util.IOUtils;

/**
 * A model that steps series, and their waves. The model can be replaced; the readings that wait for
 * their wave stay, and are stepped by the new one.
 */
final class LiveModel implements AutoCloseable {
  private final WaveSchedule waves;
  private ModelLease lease;

  LiveModel(ModelLease lease, WaveSchedule waves) {
    this.lease = lease;
    this.waves = waves;
  }

  WaveSchedule waves() {
    return waves;
  }

  StepModel model() {
    return lease.model();
  }

  Manifest manifest() {
    return model().manifest();
  }

  /** Steps with another model from the next wave on. Never to be called while a wave runs. */
  void replace(ModelLease next, WaveRunner runner) {
    waves.use(runner);
    ModelLease before = lease;
    lease = next;
    before.close();
  }

  @Override
  public void close() throws Exception {
    IOUtils.closeAll(waves, lease);
  }
}
