package io.foreflow.trainer.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.foreflow.trainer.kernel.GradientRecording;
import io.foreflow.trainer.loop.Replica.BatchLoss;
import io.foreflow.trainer.loss.Loss;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.LiveWeights;
import io.foreflow.trainer.network.WeightSet;
import io.foreflow.trainer.state.FitState;
import io.foreflow.trainer.window.ScaleWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The workers of a fit. Each learns from its own rows of a batch with its own copy of the weights.
 * Their gradients are weighted by the number of targets and added in a fixed order, so the sum is
 * the gradient of the whole batch. The weights of the first worker are updated, and the others copy
 * them.
 */
final class Replicas implements AutoCloseable {

  private final List<Replica> replicas = new ArrayList<>();
  private final ExecutorService threads;
  private final long seed;

  /**
   * @param manager a manager on the first worker's device
   * @param devices one device for each worker; there are no more workers than rows in a batch
   */
  Replicas(
      ForecastNetwork network,
      Loss loss,
      FitConfig config,
      int horizon,
      ScaleWeight weight,
      NDManager manager,
      List<Device> devices,
      WeightSet start,
      long seed) {
    this.seed = seed;
    int rows = config.windows().batch();
    int workers = Math.min(devices.size(), rows);
    for (int i = 0; i < workers; i++) {
      int first = rows * i / workers;
      int count = rows * (i + 1) / workers - first;
      NDManager own = manager.newSubManager(devices.get(i));
      replicas.add(new Replica(network, loss, config, horizon, weight, first, count, own, start));
    }
    threads =
        Executors.newFixedThreadPool(
            Math.max(1, workers - 1),
            task -> {
              Thread thread =
                  new Thread(
                      () -> {
                        EngineSetup.settleThread(manager.getEngine());
                        task.run();
                      },
                      "training worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  private Replica leader() {
    return replicas.get(0);
  }

  /** The weights that are updated. */
  LiveWeights weights() {
    return leader().weights();
  }

  /** The manager of the leader's arrays. */
  NDManager manager() {
    return leader().manager();
  }

  /**
   * Makes one step: all rows forward and backward, then the update of the weights.
   *
   * @return the mean loss over all targets that count
   */
  double step(FeatureFeed.Batch windows, int step, WeightUpdates updates) {
    List<BatchLoss> learnt = learn(windows, step);
    double targets = learnt.stream().mapToDouble(BatchLoss::targets).sum();
    double loss = 0;
    for (BatchLoss one : learnt) {
      loss += one.targets() == 0 ? 0 : one.loss() * (one.targets() / targets);
    }
    boolean moved;
    try (NDManager scratch = manager().newSubManager()) {
      Map<String, NDArray> gradients = leader().gradients(scratch);
      if (replicas.size() > 1) {
        gather(gradients, learnt, targets, scratch);
      }
      moved = updates.step(loss, gradients);
      leader().forgetGradients(gradients);
    }
    if (!moved) {
      replicas.forEach(Replica::forgetCarried);
    }
    replicas.subList(1, replicas.size()).forEach(other -> other.follow(weights()));
    return loss;
  }

  private List<BatchLoss> learn(FeatureFeed.Batch windows, int step) {
    try (GradientRecording recording = GradientRecording.begin(manager().getEngine())) {
      GradientCollector collector = recording.collector();
      List<Future<BatchLoss>> others = new ArrayList<>();
      for (Replica other : replicas.subList(1, replicas.size())) {
        others.add(threads.submit(() -> other.learn(collector, windows, seed, step)));
      }
      List<BatchLoss> learnt = new ArrayList<>();
      learnt.add(leader().learn(collector, windows, seed, step));
      for (Future<BatchLoss> other : others) {
        learnt.add(await(other));
      }
      return learnt;
    }
  }

  private static BatchLoss await(Future<BatchLoss> other) {
    try {
      return other.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a worker was learning", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a training worker failed: " + e.getCause(), e.getCause());
    }
  }

  private void gather(
      Map<String, NDArray> gradients, List<BatchLoss> learnt, double targets, NDManager scratch) {
    double counting = Math.max(1, targets);
    gradients.values().forEach(sum -> sum.muli(learnt.get(0).targets() / counting));
    for (int i = 1; i < replicas.size(); i++) {
      double share = learnt.get(i).targets() / counting;
      try (NDManager there = replicas.get(i).manager().newSubManager()) {
        Map<String, NDArray> parts = replicas.get(i).gradients(there);
        gradients.forEach(
            (name, sum) -> {
              NDArray part = parts.get(name);
              if (part != null) {
                NDArray here = part.toDevice(sum.getDevice(), false).mul(share);
                here.attach(scratch);
                sum.addi(here);
              }
            });
      }
    }
  }

  void save(FitState state) {
    state.put("weights.", weights().snapshot());
    replicas.forEach(replica -> replica.save(state));
  }

  /** Restores the carried states. The weights were restored at the start. */
  void restore(FitState state) {
    replicas.forEach(replica -> replica.restore(state));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    replicas.forEach(Replica::close);
  }
}
