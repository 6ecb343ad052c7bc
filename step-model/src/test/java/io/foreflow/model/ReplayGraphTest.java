package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayGraphTest {
  private static final TinyStepGraph TINY = TinyStepGraph.hourly();
  private static final int ROWS = 70;
  private static final int STEPS = 20;

  @Test
  void replaysGiveTheSameStates() throws Exception {
    check(TINY.file());
    check(TINY.withCovariates(2).file());
    check(ChangedForecast.withSine(TINY.file()));
    check(new GruStepGraph(64, 168, 24).file());
  }

  private static void check(byte[] file) throws Exception {
    Random random = new Random(4);
    try (StepModel model = StepModel.openToReplay(file, null, StepLimits.DEFAULT);
        StepWorkspace stepped = model.newWorkspace(ROWS);
        StepWorkspace replayed = model.newWorkspace(ROWS)) {
      int features = model.manifest().features().size();
      byte[] expected = new byte[stepped.stateBytes()];
      byte[] found = new byte[stepped.stateBytes()];
      for (int step = 0; step < STEPS; step++) {
        int rows = 1 + random.nextInt(ROWS);
        for (int row = 0; row < rows; row++) {
          for (int feature = 0; feature < features; feature++) {
            float value = random.nextInt(5) == 0 ? Float.NaN : (float) random.nextGaussian();
            stepped.setObserved(row, feature, value);
            replayed.setObserved(row, feature, value);
          }
          stepped.setTime(row, step * 3_600_000L);
          replayed.setTime(row, step * 3_600_000L);
        }
        stepped.step(rows);
        replayed.replay(rows);
        for (int row = 0; row < rows; row++) {
          stepped.storeNextState(row, expected, 0);
          replayed.storeNextState(row, found, 0);
          assertThat(found).isEqualTo(expected);
        }
        stepped.carryStates(rows);
        replayed.carryStates(rows);
      }
    }
  }

  @Test
  void aReplayMakesNoForecast() throws Exception {
    try (StepModel model = StepModel.openToReplay(TINY.file(), null, StepLimits.DEFAULT);
        StepWorkspace workspace = model.newWorkspace(1)) {
      workspace.clearState(0);
      workspace.setObserved(0, 0, 5);
      workspace.setTime(0, 0);
      workspace.replay(1);
      assertThat(workspace.forecast(0, 0)).isZero();
      workspace.step(1);
      assertThat(workspace.forecast(0, 0)).isNotZero();
    }
  }

  @Test
  void aPartThatDiffersIsNotUsed() throws Exception {
    byte[] other = TINY.withSmoothing(0.75f).file();
    try (GraphFunction whole = GraphFunction.open(TINY.file());
        GraphFunction same = ReplayGraph.open(ModelFile.parse(TINY.file()), whole)) {
      assertThat(same).isNotNull();
      assertThat(ReplayGraph.open(ModelFile.parse(other), whole)).isNull();
    }
  }
}
