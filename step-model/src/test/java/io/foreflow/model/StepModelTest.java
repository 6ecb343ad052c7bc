package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepModelTest {
  private static final TinyStepGraph TINY = TinyStepGraph.hourly();
  private static final long HOUR = 3_600_000;
  private static final int SEEN = 0;
  private static final int NEWEST = 6;

  private StepModel model;
  private StepWorkspace workspace;

  @BeforeEach
  void open() throws Exception {
    model = StepModel.open(TINY.file());
    workspace = model.newWorkspace(3);
    for (int row = 0; row < 3; row++) {
      workspace.clearState(row);
    }
  }

  @AfterEach
  void close() {
    workspace.close();
    model.close();
  }

  @Test
  void aNewSeriesStartsWithItsFirstReading() {
    step(0, 21.5f, 0);
    assertThat(forecast(0)).containsOnly(21.5f);
    assertThat(workspace.nextState(0, SEEN)).isEqualTo(1);
    assertThat(workspace.nextState(0, NEWEST)).isEqualTo(21.5f);
  }

  @Test
  void aStateCarriesASeriesBetweenSteps() {
    step(0, 20, 0);
    workspace.carryState(0);
    step(0, 22, 0);
    assertThat(workspace.nextState(0, SEEN)).isEqualTo(2);
    assertThat(workspace.nextState(0, NEWEST)).isEqualTo(22);
    assertThat(workspace.nextState(0, NEWEST - 1)).isEqualTo(20);
    assertThat(forecast(0)[4]).as("the median, one step ahead").isEqualTo(21);
    assertThat(forecast(0)[0]).isLessThan(21);
    assertThat(forecast(0)[11]).isGreaterThan(21);
  }

  @Test
  void aModelOfClassesGivesTheirProbabilities() throws Exception {
    try (StepModel ofClasses = StepModel.open(TINY.withClasses("down", "flat", "up").file());
        StepWorkspace rows = ofClasses.newWorkspace(1)) {
      rows.clearState(0);
      rows.setObserved(0, 0, 20);
      rows.setTime(0, 0);
      rows.step(1);
      float[] shares = new float[12];
      rows.readForecast(0, shares, 0);

      assertThat(ofClasses.manifest().classes()).containsExactly("down", "flat", "up");
      for (int step = 0; step < 4; step++) {
        assertThat(shares[step] + shares[4 + step] + shares[8 + step]).isCloseTo(1, within(1e-6f));
      }
    }
  }

  @Test
  void aMissingReadingIsImputed() {
    step(0, 20, 0);
    workspace.carryState(0);
    step(0, Float.NaN, 0);
    assertThat(workspace.nextState(0, SEEN)).isEqualTo(2);
    assertThat(workspace.nextState(0, NEWEST)).isEqualTo(20);
    assertThat(forecast(0)).containsOnly(20);
  }

  @Test
  void theTimeOfTheReadingReachesTheModel() {
    step(0, 20, 6 * HOUR);
    assertThat(forecast(0)[4]).isCloseTo(20.125f, within(1e-6f));
    step(0, 20, 18 * HOUR);
    assertThat(forecast(0)[4]).isCloseTo(19.875f, within(1e-6f));
  }

  @Test
  void aStoredStateContinuesInAnotherWorkspace() {
    step(0, 20, 0);
    byte[] stored = new byte[4 + workspace.stateBytes()];
    workspace.storeNextState(0, stored, 4);
    assertThat(ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).getFloat(4)).isEqualTo(1);

    try (StepWorkspace other = model.newWorkspace(2)) {
      other.loadState(1, stored, 4);
      other.setObserved(1, 0, 22);
      other.setTime(1, 0);
      other.step(2);
      assertThat(other.nextState(1, SEEN)).isEqualTo(2);
      float[] forecast = new float[13];
      other.readForecast(1, forecast, 1);
      assertThat(forecast[5]).isEqualTo(21);
    }
  }

  @Test
  void rowsAreIndependentSeries() {
    workspace.setObserved(0, 0, 1);
    workspace.setObserved(1, 0, 2);
    workspace.setObserved(2, 0, 3);
    for (int row = 0; row < 3; row++) {
      workspace.setTime(row, 0);
    }
    workspace.step(3);
    assertThat(forecast(0)).containsOnly(1);
    assertThat(forecast(1)).containsOnly(2);
    assertThat(forecast(2)).containsOnly(3);
  }

  @Test
  void covariatesReachTheModel() throws Exception {
    try (StepModel withCovariates = StepModel.open(TINY.withCovariates(2).file());
        StepWorkspace rows = withCovariates.newWorkspace(1)) {
      rows.clearState(0);
      rows.setObserved(0, 0, 20);
      rows.setObserved(0, 1, 300);
      rows.setObserved(0, 2, Float.NaN);
      rows.setTime(0, 0);
      rows.step(1);
      float[] forecast = new float[12];
      rows.readForecast(0, forecast, 0);
      assertThat(forecast).containsOnly(23);
    }
  }

  @Test
  void wrongNumbersOfRowsAreRefused() {
    assertThat(workspace.capacity()).isEqualTo(3);
    assertThatThrownBy(() -> workspace.step(4)).hasMessage("rows: found 4, allowed: 1 to 3");
    assertThatThrownBy(() -> workspace.step(0)).hasMessage("rows: found 0, allowed: 1 to 3");
    assertThatThrownBy(() -> model.newWorkspace(0))
        .hasMessage("capacity: found 0, allowed: 1 or more");
  }

  @Test
  void aWorkspaceOutlivesItsModel() {
    model.close();
    step(0, 20, 0);
    assertThat(forecast(0)).containsOnly(20);
    assertThatThrownBy(() -> model.newWorkspace(1)).hasMessageContaining("the graph is closed");
    workspace.close();
    assertThatThrownBy(() -> workspace.step(1)).hasMessageContaining("the binding is closed");
  }

  @Test
  void closingTwiceDoesNoHarm() {
    StepWorkspace second = model.newWorkspace(1);
    second.close();
    second.close();
    model.close();
    model.close();
    step(0, 20, 0);
    assertThat(forecast(0)).containsOnly(20);
  }

  private void step(int row, float value, long time) {
    workspace.setObserved(row, 0, value);
    workspace.setTime(row, time);
    workspace.step(row + 1);
  }

  private float[] forecast(int row) {
    float[] forecast = new float[12];
    workspace.readForecast(row, forecast, 0);
    return forecast;
  }
}
