package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepModelTest {
  @Test
  void stepsASeriesAndRemembersItsReadings() throws Exception {
    TinyStepGraph tiny = TinyStepGraph.hourly();
    try (StepModel model = StepModel.open(tiny.file());
        StepWorkspace workspace = model.newWorkspace(2)) {
      workspace.clearState(0);
      workspace.setObserved(0, 0, 21.5f);
      workspace.setTime(0, 0);
      workspace.step(1);

      float[] forecast = new float[12];
      workspace.readForecast(0, forecast, 0);
      assertThat(forecast).containsOnly(21.5f);
      assertThat(workspace.nextState(0, 0)).isEqualTo(1);
      assertThat(workspace.nextState(0, 6)).isEqualTo(21.5f);
      assertThat(model.manifest()).isEqualTo(tiny.manifest());
    }
  }
}
