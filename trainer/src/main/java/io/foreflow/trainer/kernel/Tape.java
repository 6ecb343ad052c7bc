package io.foreflow.trainer.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The parts of a step in the order in which they ran, so that their gradients can be computed in
 * the opposite order. Some parts are kernels, whose gradients are written by hand. The engine finds
 * the gradients of the others itself.
 *
 * <p>Between the parts go <em>plain</em> arrays, of whose origin the engine knows nothing. {@link
 * #open} makes an array for the engine out of a plain one, and {@link #close} the opposite.
 */
public final class Tape {

  private final NDManager scratch;
  private final GradientCollector collector;
  private final List<Runnable> steps = new ArrayList<>();

  /** The gradients by array. Arrays of equal numbers are different arrays. */
  private final IdentityHashMap<NDArray, NDArray> gradients = new IdentityHashMap<>();

  private final Set<NDArray> results = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, NDArray> weights = new LinkedHashMap<>();

  /**
   * @param scratch the manager of all arrays of the step
   * @param collector finds the gradients of the engine's parts
   */
  public Tape(NDManager scratch, GradientCollector collector) {
    this.scratch = scratch;
    this.collector = collector;
  }

  /** The manager of all arrays of the step. */
  public NDManager scratch() {
    return scratch;
  }

  /**
   * A weight as plain array. Its gradient is found by {@link #gradientsOfWeights}.
   *
   * @param live the weight in the engine
   */
  public NDArray weight(String name, NDArray live) {
    return weights.computeIfAbsent(name, key -> result(plain(live)));
  }

  /** An array in which the engine begins to record gradients. */
  public NDArray open(NDArray plain) {
    // A copy, because the engine records no gradients for the results of an inference.
    NDArray opened = plain.duplicate();
    opened.attach(scratch);
    opened.setRequiresGradient(true);
    if (isResult(plain)) {
      steps.add(() -> add(plain, opened.getGradient()));
    }
    return opened;
  }

  /** The plain array of one that the engine has computed from weights or opened arrays. */
  public NDArray close(NDArray engines) {
    NDArray closed = result(plain(engines));
    record(closed, gradient -> collector.backward(engines.mul(gradient).sum()));
    return closed;
  }

  /** The number that the engine has computed and that the step makes small. */
  public void goal(NDArray engines) {
    steps.add(() -> collector.backward(engines));
  }

  /**
   * Adds a kernel.
   *
   * @param result what it has made
   * @param back computes the gradients of what it has read from the gradient of the result, and
   *     passes them to {@link #add}
   */
  public void record(NDArray result, Consumer<NDArray> back) {
    result(result);
    steps.add(
        () -> {
          NDArray gradient = gradients.get(result);
          if (gradient != null) {
            back.accept(gradient);
          }
        });
  }

  /** Whether the gradient of an array is needed: it is a weight or the result of another part. */
  public boolean isResult(NDArray plain) {
    return results.contains(plain);
  }

  /** Adds to the gradient of a plain array. */
  public void add(NDArray plain, NDArray gradient) {
    gradient.attach(scratch);
    gradients.merge(plain, gradient, NDArray::add);
  }

  /** Computes all gradients. The tape is used once. */
  public void backward() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).run();
    }
  }

  /** The gradients of the weights that kernels have read, by name. */
  public Map<String, NDArray> gradientsOfWeights() {
    Map<String, NDArray> found = new LinkedHashMap<>();
    weights.forEach(
        (name, plain) -> {
          NDArray gradient = gradients.get(plain);
          if (gradient != null) {
            found.put(name, gradient);
          }
        });
    return found;
  }

  private NDArray result(NDArray plain) {
    results.add(plain);
    return plain;
  }

  private NDArray plain(NDArray array) {
    NDArray plain = array.stopGradient();
    plain.attach(scratch);
    return plain;
  }
}
