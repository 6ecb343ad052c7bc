package io.foreflow.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.loop.EngineSetup;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DilationTest {

  private static final int INPUTS = 2;
  private static final int HIDDEN = 3;
  private static final int ROWS = 2;

  /** The times are whole rounds, rounds and a rest, and less than a round. */
  @ParameterizedTest
  @CsvSource({"LSTM, 3, 9", "GRU, 3, 8", "RNN, 4, 3", "LSTM, 5, 6", "MIN_GRU, 3, 62"})
  void eachSlotContinuesFromSeveralSlotsAgo(CellKind kind, int slots, int time) {
    RecurrentCell cell = kind.cell();
    try (NDManager manager = EngineSetup.start().newBaseManager()) {
      List<WeightSpec> specs = cell.weights("l", INPUTS, HIDDEN);
      LiveWeights live = new LiveWeights(manager, specs, WeightSet.draw(specs, 5));
      NDArray inputs = numbers(manager, ROWS, time, INPUTS);
      List<NDArray> ring =
          cell.stateParts().stream()
              .map(part -> numbers(manager, ROWS, slots, HIDDEN).reshape(ROWS, -1))
              .toList();

      RecurrentCell.Sequence found = new Dilation(slots).sequence(cell, inputs, ring, "l", live);

      List<NDArray> states = ring.stream().map(part -> part.reshape(ROWS, slots, HIDDEN)).toList();
      for (int t = 0; t < time; t++) {
        List<NDArray> oldest = states.stream().map(part -> part.get(":, 0")).toList();
        RecurrentCell.Sequence one =
            cell.sequence(inputs.get(":, " + t + ":" + (t + 1)), oldest, "l", live);
        assertThat(found.output().get(":, " + t + ":" + (t + 1)).toFloatArray())
            .usingComparatorWithPrecision(1e-6f)
            .containsExactly(one.output().toFloatArray());
        states = pushed(states, one.state());
      }
      for (int part = 0; part < states.size(); part++) {
        assertThat(found.state().get(part).toFloatArray())
            .usingComparatorWithPrecision(1e-6f)
            .containsExactly(states.get(part).toFloatArray());
      }
    }
  }

  private static List<NDArray> pushed(List<NDArray> states, List<NDArray> newest) {
    return java.util.stream.IntStream.range(0, states.size())
        .mapToObj(part -> states.get(part).get(":, 1:").concat(newest.get(part).expandDims(1), 1))
        .toList();
  }

  private static NDArray numbers(NDManager manager, long... shape) {
    SplittableRandom random = new SplittableRandom(shape[1]);
    float[] data = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return manager.create(data, new Shape(shape));
  }
}
