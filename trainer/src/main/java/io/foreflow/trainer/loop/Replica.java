package io.foreflow.trainer.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.foreflow.trainer.kernel.EngineMemory;
import io.foreflow.trainer.kernel.Tape;
import io.foreflow.trainer.loss.Loss;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.Origins;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.state.FitState;
import io.foreflow.trainer.window.ScaleWeight;
import io.foreflow.trainer.window.Window;
import io.foreflow.trainer.window.WindowBatch;
import io.foreflow.trainer.window.WindowConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of the weights on one device, with the rows of each batch that it learns from. Only one
 * thread may use it at a time.
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

  /** The gradients of the last pass that kernels have computed, by weight. */
  private Map<String, NDArray> ofKernels = Map.of();

  /**
   * The loss of a backward pass.
   *
   * @param loss the mean over the targets that count
   * @param targets the total weight of these targets
   */
  record BatchLoss(double loss, double targets) {}

  /**
   * @param firstRow the first row of a batch that belongs to this replica
   * @param rows number of rows
   * @param manager a manager on the replica's device; no array is left in it after {@link #close}
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
    WindowConfig windows = config.windows();
    this.batch =
        new WindowBatch(rows, windows.length(), windows.originsApart(), network, horizon, weight);
  }

  LiveWeights weights() {
    return weights;
  }

  NDManager manager() {
    return manager;
  }

  /** Runs forward and backward once over this replica's rows. The gradients stay in the weights. */
  BatchLoss learn(GradientCollector collector, FeatureFeed.Batch all, long seed, int step) {
    FeatureFeed.Batch rowsOfOwn = all.rows(firstRow, firstRow + rows);
    List<Window> own = rowsOfOwn.windows();
    try (NDManager scratch = manager.newSubManager()) {
      weights.lendTo(scratch);
      WindowBatch.Arrays arrays = batch.fill(scratch, own, rowsOfOwn.features());
      WindowDropout dropout =
          new WindowDropout(
              config.dropout(), config.recurrentDropout(), seed, step, firstRow, scratch);
      Tape tape = new Tape(scratch, collector);
      Origins origins = origins(scratch, arrays);
      ForecastNetwork.Sequence made =
          network.learn(arrays.input(), origins, startOf(own, scratch), weights, dropout, tape);
      NDArray mean =
          loss.learn(
              network.head(),
              made.output(),
              origins.of(arrays.targets(), tape),
              origins.of(arrays.mask(), tape),
              weights,
              tape);
      tape.backward();
      keep(tape.gradientsOfWeights());
      if (config.windows().carriesState()) {
        carry(made.state());
      }
      return new BatchLoss(mean.getFloat(), arrays.targetCount());
    }
  }

  /** The origins that count. Without any, the first one, whose mask is 0. */
  private Origins origins(NDManager scratch, WindowBatch.Arrays arrays) {
    long[] counting = arrays.origins().length == 0 ? new long[1] : arrays.origins();
    int apart = config.windows().originsApart();
    return Origins.of(scratch, counting, config.windows().length() / apart, apart);
  }

  /** Keeps gradients until {@link #gradients} gives them away. */
  private void keep(Map<String, NDArray> gradients) {
    ofKernels = gradients;
    gradients.values().forEach(gradient -> gradient.attach(manager));
  }

  /** The gradients of the last pass, on the caller's manager. */
  Map<String, NDArray> gradients(NDManager scratch) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    weights
        .all()
        .forEach(
            (name, array) -> {
              NDArray ofKernel = ofKernels.get(name);
              NDArray gradient = ofKernel == null ? array.getGradient() : ofKernel;
              gradient.attach(scratch);
              gradients.put(name, gradient);
            });
    return gradients;
  }

  /** Sets the gradients of the engine to zero, because it adds the next ones to them. */
  void forgetGradients(Map<String, NDArray> gradients) {
    Map<String, NDArray> ofEngine = new LinkedHashMap<>(gradients);
    ofEngine.keySet().removeAll(ofKernels.keySet());
    clear(ofEngine);
  }

  /**
   * Sets gradients to zero in place. set(float[]) would move the array into memory that Java frees.
   */
  static void clear(Map<String, NDArray> gradients) {
    gradients.values().forEach(gradient -> gradient.set(EVERYTHING, 0f));
  }

  /**
   * The states at the start of the windows: zero, or the end of the row's last window if it
   * continues.
   */
  private List<NDArray> startOf(List<Window> own, NDManager scratch) {
    if (carried.isEmpty() || own.stream().noneMatch(Window::goesOn)) {
      return network.newState(scratch, rows);
    }
    boolean all = own.stream().allMatch(Window::goesOn);
    NDArray mask = scratch.create(kept(own), new Shape(rows, 1));
    return carried.stream()
        .map(
            part -> {
              // It is on the step's manager, and so is everything that is computed from it.
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

  /** Starts all rows' next windows from zero, because the carried states were not finite. */
  void forgetCarried() {
    carried.forEach(NDArray::close);
    carried = List.of();
  }

  /** Copies another replica's weights. */
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
      found.add(EngineMemory.copy(manager, numbers, new Shape(rows, numbers.length / rows)));
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
