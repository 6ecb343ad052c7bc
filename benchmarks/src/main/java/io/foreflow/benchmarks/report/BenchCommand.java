package io.foreflow.benchmarks.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The common part of all measuring commands: the number of rounds and the report. The report is
 * printed and saved to a file, so that each figure is kept with its machine and versions.
 */
public abstract class BenchCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;
  private static final int DEFAULT_ROUNDS = 5;

  @Spec private @Nullable CommandSpec spec;

  /** Hidden units of the model. */
  @Option(names = "--hidden", defaultValue = "64", description = "Hidden units of the model.")
  protected int hidden;

  /** Number of measurements of each variant. */
  @Option(names = "--rounds", description = "Measurements of a variant.")
  protected int rounds;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write that line, too. Default: target/results/NAME.json in the module of the"
              + " benchmarks.")
  private @Nullable Path out;

  /** A command with this default number of rounds. */
  protected BenchCommand(int rounds) {
    this.rounds = rounds;
  }

  /** A command with five rounds by default. */
  protected BenchCommand() {
    this(DEFAULT_ROUNDS);
  }

  @Override
  public final Integer call() throws Exception {
    requireAtLeast(1, "--hidden", hidden);
    requireAtLeast(1, "--rounds", rounds);
    BenchReport report = measure();
    write(report);
    PrintWriter output = command().commandLine().getOut();
    output.println(json ? report.toJson() : report.toText());
    output.flush();
    return 0;
  }

  /** Checks the other options and measures. */
  protected abstract BenchReport measure() throws Exception;

  private void write(BenchReport report) throws IOException {
    Path file =
        out == null
            ? Checkout.benchmarks().resolve("target/results/" + report.bench() + ".json")
            : out.toAbsolutePath();
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, report.toJson() + System.lineSeparator());
  }

  /** Throws if the option's value is below the least allowed one. */
  protected final void requireAtLeast(double least, String option, double found) {
    if (found < least) {
      throw refusal(
          "%s: found %s, allowed: %s or more".formatted(option, text(found), text(least)));
    }
  }

  /** Throws if the option's value is not above zero. */
  protected final void requirePositive(String option, double found) {
    if (found <= 0) {
      throw refusal("%s: found %s, allowed: above 0".formatted(option, text(found)));
    }
  }

  /** The exception for a value that is not allowed. */
  protected final ParameterException refusal(String message) {
    return new ParameterException(command().commandLine(), message);
  }

  private static String text(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** Prints progress lines of a long measurement. */
  protected final Consumer<String> progress() {
    PrintWriter errors = command().commandLine().getErr();
    return line -> {
      errors.println(line);
      errors.flush();
    };
  }

  /** The duration of an option given in seconds. */
  protected static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * NANOS));
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("not called by picocli");
    }
    return spec;
  }
}
