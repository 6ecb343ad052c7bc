package io.foreflow.trainer.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.foreflow.trainer.loss.Loss;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.state.FitState;
import io.foreflow.trainer.window.ScaleWeight;
import io.foreflow.trainer.window.Window;
import io.foreflow.trainer.window.WindowBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of the weights on one device, and the rows of each batch that it learns from. Used by one
 * thread at a time.
 */
final class Replica implements AutoCloseable {

  private static final NDIndex EVERYTHING = new NDIndex(":");

  private final ForecastNetwork network;
  private final Loss loss;
  private final FitConfig config;
  private final int firstRow;
  private final int rows;
  private final NDManager manager;
  private final WindowBatch batch;
  private LiveWeights weights;
  private List<NDArray> carried = List.of();

  /**
   * What a backward pass gave beside gradients.
   *
   * @param loss mean over the targets that count
   * @param targets what they count together
   */
  record Learnt(double loss, double targets) {}

  /**
   * @param firstRow of the rows of a batch that are this replica's
   * @param rows how many
   * @param manager on the replica's device, from which nothing is left after {@link #close}
   */
  Replica(
      ForecastNetwork network,
      Loss loss,
      FitConfig config,
      int horizon,
      ScaleWeight weight,
      int firstRow,
      int rows,
      NDManager manager,
      WeightSet start) {
    this.network = network;
    this.loss = loss;
    this.config = config;
    this.firstRow = firstRow;
    this.rows = rows;
    this.manager = manager.newSubManager();
    this.weights = new LiveWeights(this.manager, network.weights(), start);
    this.batch = new WindowBatch(rows, config.windows().length(), network, horizon, weight);
  }

  LiveWeights weights() {
    return weights;
  }

  NDManager manager() {
    return manager;
  }

  /** One pass forward and one back over this replica's rows; the gradients are left in place. */
  Learnt learn(GradientCollector collector, List<Window> windows, long seed, int step) {
    List<Window> own = windows.subList(firstRow, firstRow + rows);
    try (NDManager scratch = manager.newSubManager()) {
      WindowBatch.Arrays arrays = batch.fill(scratch, own);
      WindowDropout dropout =
          new WindowDropout(
              config.dropout(), config.recurrentDropout(), seed, step, firstRow, scratch);
      ForecastNetwork.Sequence made =
          network.sequence(arrays.input(), startOf(own, scratch), weights, dropout);
      NDArray mean = loss.mean(made.output(), arrays.targets(), arrays.mask());
      collector.backward(mean);
      if (config.windows().carriesState()) {
        carry(made.state());
      }
      return new Learnt(mean.getFloat(), arrays.targetCount());
    }
  }

  /** The gradients of the last pass, on a manager of the caller's. */
  Map<String, NDArray> gradients(NDManager scratch) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    weights
        .all()
        .forEach(
            (name, array) -> {
              NDArray gradient = array.getGradient();
              gradient.attach(scratch);
              gradients.put(name, gradient);
            });
    return gradients;
  }

  /** In place; not by set(float[]), which leaves the array on memory that Java frees. */
  static void clear(Map<String, NDArray> gradients) {
    gradients.values().forEach(gradient -> gradient.set(EVERYTHING, 0f));
  }

  /** Zero, but for the rows that go on from their last windows. */
  private List<NDArray> startOf(List<Window> own, NDManager scratch) {
    if (carried.isEmpty() || own.stream().noneMatch(Window::goesOn)) {
      return network.newState(scratch, rows);
    }
    boolean all = own.stream().allMatch(Window::goesOn);
    NDArray mask = scratch.create(kept(own), new Shape(rows, 1));
    return carried.stream()
        .map(
            part -> {
              // On the step's manager, as is then whatever is made of it.
              NDArray start = all ? part.stopGradient() : part.mul(mask);
              start.attach(scratch);
              return start;
            })
        .toList();
  }

  private static float[] kept(List<Window> own) {
    float[] kept = new float[own.size()];
    for (int row = 0; row < kept.length; row++) {
      kept[row] = own.get(row).goesOn() ? 1 : 0;
    }
    return kept;
  }

  private void carry(List<NDArray> state) {
    List<NDArray> cut = new ArrayList<>();
    for (NDArray part : state) {
      NDArray alone = part.stopGradient();
      alone.attach(manager);
      cut.add(alone);
    }
    forgetCarried();
    carried = List.copyOf(cut);
  }

  /** Begins all rows' next windows from zero: what they carried was not finite. */
  void forgetCarried() {
    carried.forEach(NDArray::close);
    carried = List.of();
  }

  /** Takes over another replica's weights. */
  void follow(LiveWeights leader) {
    LiveWeights old = weights;
    weights = leader.copyTo(manager);
    old.close();
  }

  void save(FitState state) {
    for (int part = 0; part < carried.size(); part++) {
      state.put(carriedName(part), carried.get(part).toFloatArray());
    }
  }

  void restore(FitState state) {
    List<NDArray> found = new ArrayList<>();
    Map<String, float[]> saved = state.arraysOf("carried." + firstRow + ".");
    for (int part = 0; part < saved.size(); part++) {
      float[] numbers = state.array(carriedName(part));
      found.add(manager.create(numbers, new Shape(rows, numbers.length / rows)));
    }
    carried = List.copyOf(found);
  }

  private String carriedName(int part) {
    return "carried." + firstRow + "." + part;
  }

  @Override
  public void close() {
    manager.close();
  }
}
