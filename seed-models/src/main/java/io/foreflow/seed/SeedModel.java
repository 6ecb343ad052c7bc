package io.foreflow.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * A model file that was trained on generated series alone, with its recipe. The files are resources
 * of this module: {@code NAME.onnx}, the model; {@code NAME.weights}, its weights as a training has
 * them; {@code NAME.properties}, its recipe.
 *
 * @param name its name, such as {@code hourly}
 * @param cadence time from slot to slot
 * @param sha256 SHA-256 of the model file, which is its version
 * @param command the command that made the file, and makes it again
 * @param generator version of the generator that drew the series
 * @param measured how good it was on public series that it never saw
 */
public record SeedModel(
    String name,
    Duration cadence,
    String sha256,
    String command,
    int generator,
    Measured measured) {

  /** The name of the model in the manifest of each file. */
  public static final String MODEL = "forecaster";

  /**
   * Geometric means over tasks of public series, relative to the seasonal naive forecast.
   *
   * @param tasks how many tasks
   * @param mase error of the median; below 1 is better than naive
   * @param wql quantile loss; below 1 is better than naive
   * @param coverage share of the readings in the 80 % band
   */
  public record Measured(int tasks, double mase, double wql, double coverage) {}

  /** The bytes of the model file. */
  public byte[] file() {
    return read(name + ".onnx");
  }

  /** The bytes of the file of weights. A training can start from them. */
  public byte[] weights() {
    return read(name + ".weights");
  }

  /** The URI of this model. In a job it is an alias of {@link #versionUri}. */
  public String uri() {
    return new SeedReference(name, null).uri();
  }

  /** The URI of this very file. */
  public String versionUri() {
    return new SeedReference(name, sha256).uri();
  }

  private static byte[] read(String resource) {
    try (InputStream in = SeedModels.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar of the seed models lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
