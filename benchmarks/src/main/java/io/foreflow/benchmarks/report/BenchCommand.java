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
 * What all commands that measure have in common: how often, and what becomes of the report. It is
 * printed, and it is kept as a file, so that no figure stands without what it was measured on.
 */
public abstract class BenchCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;
  private static final int USUAL_ROUNDS = 5;

  @Spec private @Nullable CommandSpec spec;

  /** Of the model. */
  @Option(names = "--hidden", defaultValue = "64", description = "Hidden units of the model.")
  protected int hidden;

  /** How often each variant is measured. */
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

  /** Measures each variant this often, unless told otherwise. */
  protected BenchCommand(int rounds) {
    this.rounds = rounds;
  }

  /** Measures each variant five times, unless told otherwise. */
  protected BenchCommand() {
    this(USUAL_ROUNDS);
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

  /** Refuses the option's value if it is less than what is allowed. */
  protected final void requireAtLeast(double least, String option, double found) {
    if (found < least) {
      throw refusal(
          "%s: found %s, allowed: %s or more".formatted(option, text(found), text(least)));
    }
  }

  /** Refuses the option's value unless it is above zero. */
  protected final void requirePositive(String option, double found) {
    if (found <= 0) {
      throw refusal("%s: found %s, allowed: above 0".formatted(option, text(found)));
    }
  }

  /** What to throw for an option that is not allowed. */
  protected final ParameterException refusal(String message) {
    return new ParameterException(command().commandLine(), message);
  }

  private static String text(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** Takes lines on how far a long measurement is. */
  protected final Consumer<String> progress() {
    PrintWriter errors = command().commandLine().getErr();
    return line -> {
      errors.println(line);
      errors.flush();
    };
  }

  /** Seconds as an option has them. */
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
