package io.foreflow.benchmarks;

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

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write that line, too. Default: target/results/NAME.json in the module of the"
              + " benchmarks.")
  private @Nullable Path out;

  /** A command of the name that picocli knows. */
  protected BenchCommand() {}

  @Override
  public final Integer call() throws Exception {
    BenchReport report = measure();
    write(report);
    PrintWriter output = command().commandLine().getOut();
    output.println(json ? report.toJson() : report.toText());
    output.flush();
    return 0;
  }

  /** Checks what was asked for and measures. */
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
