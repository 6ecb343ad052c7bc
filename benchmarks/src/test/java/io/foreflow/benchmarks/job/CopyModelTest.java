package io.foreflow.benchmarks.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.benchmarks.model.BenchModel;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;
import io.foreflow.model.StepModel;
import io.foreflow.model.StepWorkspace;
import org.junit.jupiter.api.Test;

class CopyModelTest {

  @Test
  void keepsTheStateThatANetworkWouldChange() throws Exception {
    byte[] real = BenchModel.file(8);

    try (StepModel original = StepModel.open(real);
        StepModel copy = StepModel.open(CopyModel.of(real));
        StepWorkspace workspace = copy.newWorkspace(1)) {
      Manifest manifest = copy.manifest();
      workspace.clearState(0);
      workspace.setObserved(0, 0, 7);
      workspace.setTime(0, 0);
      workspace.step(1);

      assertThat(manifest.state()).isEqualTo(original.manifest().state());
      assertThat(manifest.forecastRows()).isEqualTo(original.manifest().forecastRows());
      StateLayout layout = manifest.state();
      int newest = layout.offset(StateLayout.HISTORY) + layout.size(StateLayout.HISTORY) - 1;
      assertThat(workspace.nextState(0, newest)).isEqualTo(7);
      assertThat(workspace.nextState(0, newest - 1)).isZero();
      assertThat(workspace.nextState(0, layout.size() - 1)).isZero();
    }
  }
}
