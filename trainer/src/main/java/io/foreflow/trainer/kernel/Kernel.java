package io.foreflow.trainer.kernel;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A script that the engine runs as one call. A loop over the slots of a window has thousands of
 * small operations, and a call of each from Java would cost more than the operation.
 *
 * <p>The scripts are in TorchScript, a part of Python, and lie next to this class. The engine reads
 * them without a Python. They run on every device, and any thread may run them.
 */
public final class Kernel {

  static final String FASTEST_PRODUCTS = "products_onednn";
  static final String PRODUCTS_OF_EVERY_ENGINE = "products_plain";

  private static final String ENGINE = "PyTorch";

  /** Kept and never closed. If the garbage collector took it, it would free the script. */
  private final Model model;

  private final Block block;
  private final ParameterStore nothing = new ParameterStore();

  private Kernel(Model model) {
    this.model = model;
    this.block = model.getBlock();
  }

  /** Loads the script {@code name.py}. The engine must have been started. */
  public static Kernel load(String name) {
    return load(name, Products.SCRIPT);
  }

  /**
   * Loads a script.
   *
   * @param products the script for products of large matrices
   */
  static Kernel load(String name, String products) {
    return new Kernel(model(name, read(name) + "\n" + read(products)));
  }

  /** The script for products of large matrices that this engine can run. */
  private static final class Products {
    static final String SCRIPT = choose();

    private static String choose() {
      try (Model unused =
          model(FASTEST_PRODUCTS, read("product") + "\n" + read(FASTEST_PRODUCTS))) {
        return FASTEST_PRODUCTS;
      } catch (EngineException e) {
        // An engine without oneDNN, such as the one for Macs, does not know its operations.
        return PRODUCTS_OF_EVERY_ENGINE;
      }
    }
  }

  private static Model model(String name, String script) {
    Model model = Model.newInstance(name, Device.cpu(), ENGINE);
    try {
      model.load(new ByteArrayInputStream(KernelArchive.of(script)));
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("kernel " + name + " cannot be read", e);
    } catch (MalformedModelException e) {
      throw new IllegalStateException("the engine refuses the kernel " + name, e);
    }
  }

  private static String read(String name) {
    try (InputStream file = Kernel.class.getResourceAsStream(name + ".py")) {
      if (file == null) {
        throw new IllegalArgumentException("no kernel " + name + ".py on the class path");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("kernel " + name + " cannot be read", e);
    }
  }

  /**
   * Runs the script. It records no gradients, because it is given no array that has one.
   *
   * @param scratch the manager of the results
   * @param arrays the arguments of the script
   */
  public List<NDArray> run(NDManager scratch, NDArray... arrays) {
    return run(scratch, true, arrays);
  }

  /**
   * Runs the script in the engine's mode for inference, in which a small operation costs less. The
   * engine refuses to change the results in place.
   */
  public List<NDArray> infer(NDManager scratch, NDArray... arrays) {
    return run(scratch, false, arrays);
  }

  private List<NDArray> run(NDManager scratch, boolean training, NDArray... arrays) {
    NDList results = block.forward(nothing, new NDList(arrays), training);
    results.attach(scratch);
    return results;
  }

  @Override
  public String toString() {
    return "kernel " + model.getName();
  }
}
