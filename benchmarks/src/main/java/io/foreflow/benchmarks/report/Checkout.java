package io.foreflow.benchmarks.report;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The checkout that benchmarks run from, independent of the working directory. */
public final class Checkout {
  private Checkout() {}

  /** The folder of the benchmarks module, found from its class path entry target/classes. */
  public static Path benchmarks() {
    try {
      Path classes =
          Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolve("../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no folder of this class", e);
    }
  }
}
