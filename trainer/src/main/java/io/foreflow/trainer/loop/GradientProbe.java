package io.foreflow.trainer.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.kernel.GradientRecording;
import io.foreflow.trainer.loss.Loss;
import io.foreflow.trainer.network.Dropout;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.SequenceInput;
import io.foreflow.trainer.window.LearningSpan;
import io.foreflow.trainer.window.ScaleWeight;
import io.foreflow.trainer.window.Window;
import io.foreflow.trainer.window.WindowBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures how far back in time the loss of a forecast reaches. It runs a few windows in pieces.
 * Between two pieces it adds zeros to the state, and the gradient of these zeros is the gradient of
 * the state.
 */
final class GradientProbe {

  private static final int WINDOWS = 24;

  private final ForecastNetwork network;
  private final Loss loss;
  private final FeatureMaker maker;
  private final List<Window> windows;
  private final int length;
  private final WindowBatch batch;
  private final List<Integer> lags = new ArrayList<>();

  GradientProbe(
      List<LearningSpan> spans,
      ForecastNetwork network,
      Loss loss,
      FitConfig config,
      int horizon,
      FeatureMaker maker) {
    this.maker = maker;
    this.network = network;
    this.loss = loss;
    this.length = config.windows().length();
    this.windows = windows(spans, length, horizon);
    this.batch =
        new WindowBatch(Math.max(1, windows.size()), length, network, horizon, ScaleWeight.ALIKE);
    for (int lag = 1; lag < length; lag *= 2) {
      lags.add(lag);
    }
  }

  /** Full windows at the ends of series. The only origin of each is its last slot. */
  private static List<Window> windows(List<LearningSpan> spans, int length, int horizon) {
    List<Window> windows = new ArrayList<>();
    // Each window ends one slot earlier than the one before, because the reach may depend on the
    // hour.
    for (int i = 0; i < WINDOWS && !spans.isEmpty(); i++) {
      LearningSpan span = spans.get(i % spans.size());
      int origin = span.end() - 1 - horizon - i;
      int start = origin + 1 - length;
      if (start >= 0 && origin >= span.firstWarm()) {
        windows.add(new Window(span.features(), start, length, origin, span.end(), false));
      }
    }
    return windows;
  }

  /** Measures once. Empty if no series is as long as a window. */
  Optional<GradientReach> look(LiveWeights weights, NDManager manager, int step) {
    if (windows.isEmpty()) {
      return Optional.empty();
    }
    try (NDManager scratch = manager.newSubManager();
        GradientRecording recording = GradientRecording.begin(scratch.getEngine())) {
      FeatureFeed.Batch made = FeatureFeed.Batch.of(windows, maker);
      WindowBatch.Arrays arrays = batch.fill(scratch, made.windows(), made.features());
      // The copy keeps the gradients of the real weights unchanged.
      LiveWeights copy = weights.copyTo(scratch);
      List<List<NDArray>> probes = new ArrayList<>();
      List<NDArray> state = network.newState(scratch, windows.size());
      int from = 0;
      for (int i = lags.size() - 1; i >= 0; i--) {
        int to = length - lags.get(i);
        state = run(arrays.input(), from, to, state, copy).state();
        List<NDArray> probe = probe(state, scratch);
        state = sum(state, probe);
        probes.add(0, probe);
        from = to;
      }
      NDArray output = run(arrays.input(), from, length, state, copy).output();
      recording
          .collector()
          .backward(loss.mean(output, lastSlot(arrays.targets()), lastSlot(arrays.mask())));
      return Optional.of(new GradientReach(step, lags, norms(probes)));
    }
  }

  private ForecastNetwork.Sequence run(
      SequenceInput whole, int from, int to, List<NDArray> state, LiveWeights weights) {
    return network.sequence(whole.part(from, to), state, weights, Dropout.NONE);
  }

  private NDArray lastSlot(NDArray array) {
    return array.get(":, " + (length - 1) + ":" + length);
  }

  private static List<NDArray> probe(List<NDArray> state, NDManager scratch) {
    return state.stream()
        .map(
            part -> {
              NDArray zero = scratch.zeros(new Shape(part.getShape().getShape()));
              zero.setRequiresGradient(true);
              return zero;
            })
        .toList();
  }

  private static List<NDArray> sum(List<NDArray> state, List<NDArray> probe) {
    List<NDArray> sums = new ArrayList<>();
    for (int part = 0; part < state.size(); part++) {
      sums.add(state.get(part).add(probe.get(part)));
    }
    return sums;
  }

  private Map<String, List<Double>> norms(List<List<NDArray>> probes) {
    Map<String, List<Double>> norms = new LinkedHashMap<>();
    List<Segment> segments = network.segments();
    for (List<NDArray> probe : probes) {
      Map<String, Double> squares = new LinkedHashMap<>();
      for (int part = 0; part < probe.size(); part++) {
        String layer = segments.get(part).name().replaceFirst("\\.[^.]*$", "");
        squares.merge(layer, square(probe.get(part).getGradient()), Double::sum);
      }
      squares.forEach(
          (layer, sum) ->
              norms.computeIfAbsent(layer, name -> new ArrayList<>()).add(Math.sqrt(sum)));
    }
    return norms;
  }

  /** The square as a double, because the square of a nearly vanished gradient is 0 as a float. */
  private static double square(NDArray gradient) {
    double sum = 0;
    for (float value : gradient.toFloatArray()) {
      sum += (double) value * value;
    }
    return sum;
  }
}
