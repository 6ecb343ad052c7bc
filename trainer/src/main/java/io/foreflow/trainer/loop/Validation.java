package io.foreflow.trainer.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.loss.Loss;
import io.foreflow.trainer.network.Dropout;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.SequenceInput;
import io.foreflow.trainer.window.LearningSpan;
import io.foreflow.trainer.window.ScaleWeight;
import io.foreflow.trainer.window.Window;
import io.foreflow.trainer.window.WindowBatch;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Computes the loss on the held-out tail of the series. Of many series, some are looked at, so that
 * the time does not grow with their number.
 */
final class Validation {

  private final List<Window> windows;
  private final ForecastNetwork network;
  private final Loss loss;
  private final FeatureMaker maker;
  private final int size;
  private final WindowBatch batch;

  Validation(
      List<LearningSpan> spans,
      ForecastNetwork network,
      Loss loss,
      FitConfig config,
      int horizon,
      ScaleWeight weight,
      FeatureMaker maker) {
    this.maker = maker;
    this.windows = LearningSpan.heldOut(spans, config.tail());
    this.network = network;
    this.loss = loss;
    this.size = config.windows().batch();
    int longest = windows.stream().mapToInt(Window::length).max().orElse(1);
    this.batch = new WindowBatch(size, longest, network, horizon, weight);
  }

  /** The mean loss over all origins. Empty if nothing is held out. */
  OptionalDouble run(LiveWeights weights, NDManager manager) {
    double sum = 0;
    long origins = 0;
    Iterator<List<Window>> parts = parts();
    try (FeatureFeed feed =
        new FeatureFeed(() -> parts.hasNext() ? parts.next() : List.of(), maker)) {
      FeatureFeed.Batch part = feed.next();
      while (!part.windows().isEmpty()) {
        try (NDManager scratch = manager.newSubManager()) {
          weights.lendTo(scratch);
          WindowBatch.Arrays arrays = batch.fill(scratch, part.windows(), part.features());
          SequenceInput input = arrays.input();
          NDArray forecast =
              network
                  .sequence(input, network.newState(scratch, input.batch()), weights, Dropout.NONE)
                  .output();
          double mean = loss.mean(forecast, arrays.targets(), arrays.mask()).getFloat();
          sum += mean * arrays.origins().length;
          origins += arrays.origins().length;
        }
        part = feed.next();
      }
    }
    return origins == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / origins);
  }

  private Iterator<List<Window>> parts() {
    return IntStream.iterate(0, from -> from < windows.size(), from -> from + size)
        .mapToObj(from -> windows.subList(from, Math.min(windows.size(), from + size)))
        .iterator();
  }
}
