package io.foreflow.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.history.SeriesHistory;
import io.foreflow.options.Settings;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.optimizer.OptimizerConfig;
import io.foreflow.trainer.optimizer.OptimizerKind;
import io.foreflow.trainer.state.FitState;
import io.foreflow.trainer.window.WindowConfig;
import io.foreflow.trainer.window.WindowOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that a fit that is stopped after any step and resumed learns the same as without the stop.
 */
class ResumeTest {

  private static final List<SeriesHistory> HISTORY = GeneratedSeries.hourly(5, 110, 4);
  private static final int STEPS = 12;

  /** Ends a fit as a kill does, so that everything unsaved is lost. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Stores the last state as bytes, as a file does. */
  private static final class InMemory implements FitRun.Checkpoints {

    private final int every;
    private byte[] bytes = {};

    InMemory(int every) {
      this.every = every;
    }

    @Override
    public Optional<FitState> last() {
      if (bytes.length == 0) {
        return Optional.empty();
      }
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        return Optional.of(FitState.read(in));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean isDue(int step) {
      return step % every == 0;
    }

    @Override
    public void save(FitState state) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (DataOutputStream data = new DataOutputStream(out)) {
        state.write(data);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      bytes = out.toByteArray();
    }
  }

  private static SmallFit small(Settings settings, CellKind cell) {
    settings
        .put(WindowConfig.WINDOW, 16)
        .put(FitConfig.STEPS, STEPS)
        .put(FitConfig.ROUNDS, 4)
        .put(FitConfig.DROPOUT, 0.1)
        .put(FitConfig.RECURRENT_DROPOUT, 0.1);
    return SmallFit.of(SmallFit.config(settings), cell, 2, HISTORY);
  }

  @ParameterizedTest
  @CsvSource({
    "RANDOM, NONE, ADAMW, GRU, 1",
    "STREAM, EMA, NESTEROV, LSTM, 1",
    "STREAM, LAST, RMSPROP, GRU, 2",
    "RANDOM, EMA, ADAGRAD, RNN, 2"
  })
  void aResumedFitEqualsAnUninterruptedOne(
      WindowOrder windows,
      AveragingKind averaging,
      OptimizerKind optimizer,
      CellKind cell,
      int workers) {
    SmallFit small =
        small(
            SmallFit.settings()
                .put(WindowConfig.WINDOWS, windows)
                .put(AveragingConfig.AVERAGING, averaging)
                .put(OptimizerConfig.OPTIMIZER, optimizer),
            cell);
    Fit whole = small.run(7, workers, FitRun.with(TrainingListener.NONE));
    SplittableRandom random = new SplittableRandom(11);

    for (int trial = 0; trial < 2; trial++) {
      InMemory checkpoints = new InMemory(1 + random.nextInt(3));
      runUntilKilled(small, workers, 1 + random.nextInt(STEPS - 1), checkpoints);
      Fit resumed = small.run(7, workers, run(TrainingListener.NONE, checkpoints));

      assertThat(resumed.rounds()).isEqualTo(whole.rounds());
      assertThat(resumed.steps()).isEqualTo(STEPS);
      assertSame(resumed.weights(), whole.weights());
    }
  }

  private static void runUntilKilled(SmallFit small, int workers, int last, InMemory checkpoints) {
    TrainingListener kill =
        progress -> {
          if (progress.step() >= last) {
            throw new Killed();
          }
        };
    assertThatThrownBy(() -> small.run(7, workers, run(kill, checkpoints)))
        .isInstanceOf(Killed.class);
  }

  private static FitRun run(TrainingListener listener, FitRun.Checkpoints checkpoints) {
    return new FitRun(listener, () -> false, checkpoints);
  }

  @Test
  void aStoppedFitKeepsTheBestWeights() {
    SmallFit small = small(SmallFit.settings(), CellKind.GRU);
    int[] steps = {0};

    Fit fit =
        small.run(
            7,
            1,
            new FitRun(
                progress -> steps[0] = progress.step(),
                () -> steps[0] == 4,
                FitRun.Checkpoints.NONE));

    assertThat(fit.ending()).isEqualTo(Fit.Ending.ASKED);
    assertThat(fit.steps()).isEqualTo(4);
    assertThat(fit.rounds()).extracting(Fit.Round::step).containsExactly(3, 4);
    assertThat(fit.weights().tensors()).isNotEmpty();
  }

  @Test
  void aFinishedFitIsStoredWhole() {
    Fit fit =
        small(SmallFit.settings(), CellKind.GRU).run(7, 1, FitRun.with(TrainingListener.NONE));

    Fit again = Fit.of(fit.state(), fit.weights());

    assertThat(again.rounds()).isEqualTo(fit.rounds());
    assertThat(again.ending()).isEqualTo(fit.ending());
    assertThat(again.steps()).isEqualTo(fit.steps());
    assertSame(again.weights(), fit.weights());
  }

  private static void assertSame(WeightSet found, WeightSet expected) {
    assertThat(found.tensors().keySet()).isEqualTo(expected.tensors().keySet());
    expected
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThat(Arrays.equals(found.get(name).data(), tensor.data())).as(name).isTrue());
  }
}
