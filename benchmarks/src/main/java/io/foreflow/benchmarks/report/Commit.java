package io.foreflow.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The commit whose code was measured. */
public final class Commit {

  private Commit() {}

  /** The short hash of the checkout, or {@code unknown} where git knows none. */
  public static String current() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .directory(Checkout.benchmarks().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String hash = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 && !hash.isEmpty() ? hash : "unknown";
    } catch (IOException e) {
      return "unknown"; // Without git the figures are still valid.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
