package io.foreflow.cli.demo;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.simulate.SimulationOptions;
import io.foreflow.cli.simulate.SimulationSpec;
import io.foreflow.cli.view.Terminal;
import io.foreflow.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code foreflow demo} and its options. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Runs the whole pipeline on this machine, from nothing to forecasts.",
    description = {
      "Examples:",
      "  foreflow demo                          until Ctrl-C",
      "  foreflow demo --for 60s --json         ends by itself, with one line of figures",
      "  foreflow demo --kind mixed --series 500 --rate 5000",
      "  foreflow demo --for 2m --bad 100       100 bad records must give 100 dead letters",
      "  foreflow demo --drift                  the sensors change, and the model is replaced",
      "  foreflow demo --keep ./demo            keeps the topics' data, the model and the log",
      "",
      "Starts a Kafka broker and the job on a local Flink with its web page, sends simulated"
          + " readings",
      "and shows the forecasts that come back, here and on a page: its address is the first line.",
      "Nothing is left behind. The exit code is 0 only if forecasts came, none is missing and"
          + " nothing",
      "failed.",
      "",
      "The job begins with a seed model, which never saw these series. Meanwhile a model is trained"
          + " on",
      "their history. It is announced to the job, takes over, and the screen shows what that"
          + " gained.",
      "For a cadence without a seed model, the training comes first. --for counts from the moment"
          + " when",
      "the trained model has taken over.",
      "",
      "Some of the readings are faulty: dropouts, stuck values, spikes and others. The last episode"
          + " on",
      "the screen is often one of them.",
      "",
      "--drift shows how a model is replaced, in three minutes: the sensors change for good, the"
          + " live",
      "accuracy falls below a bound, a retraining starts and its model wins, the job swaps, and"
          + " the",
      "accuracy recovers. Then a bad model is refused. Another one is promoted by force, and"
          + " rolled",
      "back by its live scores. The exit code is 0 only if all of this happened, and every reading"
          + " has",
      "one forecast. --json has the time, the versions and the reason of each step. --drift goes"
          + " with",
      "--series, --seed, --keep, --no-console, --plain and --json only.",
      "",
      "Figures of --json that come from the topics scores and anomalies:",
      "  scored              forecasts of the first, the middle and the last step that met a"
          + " reading",
      "  mase                their mean error, in scales of the series. A scale is the mean error"
          + " of",
      "                      the seasonal naive forecast of a series",
      "  maseSeasonalNaive   the same of seasonal naive forecasts at the same moments",
      "  coverage            share of readings between the lowest and the highest level",
      "  anomalies           episodes of readings that were not forecast",
      "  firstForecastSeconds  time from the beginning to the first forecast",
      "  models              the seed model and the trained one, each with its errors; the seconds"
          + " until",
      "                      the trained one was announced, and until it had taken over all series;"
          + " of",
      "                      how many it has the newest forecast; and its gain: how much less its"
          + " error",
      "                      is, relative to the seasonal naive forecast of its own time",
      ""
    })
public final class DemoCommand implements Callable<Integer> {

  private static final List<String> DELIVERIES = List.of("at-least-once", "exactly-once");
  private static final List<String> CELLS = List.of("gru", "lstm");

  private static final List<String> NOT_WITH_DRIFT =
      List.of(
          "--kind",
          "--cadence",
          "--start",
          "--rate",
          "--for",
          "--bad",
          "--format",
          "--delivery",
          "--cell",
          "--steps");

  @Mixin private SimulationOptions simulation;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description = {
        "Readings a second, of all series together. Default: ${DEFAULT-VALUE}.",
        "While a model is trained, a quarter of them."
      })
  private double rate;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description =
          "How long the live stream runs with the trained model, such as 60s. Default: until"
              + " Ctrl-C.")
  private Optional<Duration> duration;

  @Option(
      names = "--bad",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Number of bad records, spread evenly over the stream. Default: ${DEFAULT-VALUE}.")
  private int bad;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description =
          "How readings and forecasts are written: avro or json. Default: ${DEFAULT-VALUE}.")
  private WireFormat format;

  @Option(
      names = "--delivery",
      paramLabel = "HOW",
      defaultValue = "at-least-once",
      description =
          "at-least-once shows forecasts at once; exactly-once shows them with each checkpoint,"
              + " every second here. Default: ${DEFAULT-VALUE}.")
  private String delivery;

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      description =
          "Train a gru or an lstm from random weights. Default: train the seed model further, or a"
              + " gru if there is none for the cadence.")
  private Optional<String> cell;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Weight updates of the training. Default: about half a minute's.")
  private Optional<Integer> steps;

  @Option(names = "--no-console", description = "Show no page with the series and forecasts.")
  private boolean noConsole;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep the topics' data, the history, the model and the log in this new or empty folder.")
  private Optional<Path> keep;

  @Option(
      names = "--drift",
      description =
          "Show how a model is replaced when the sensors change, and how bad models are refused and"
              + " rolled back. It ends by itself after about three minutes.")
  private boolean drift;

  @Option(
      names = "--plain",
      description =
          "Print lines only, and draw nothing. This is how it is without a terminal, too.")
  private boolean plain;

  @Mixin private JsonOption json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    if (drift) {
      return drift();
    }
    ArgumentChecks.positive("--rate", rate);
    ArgumentChecks.notNegative("--bad", bad);
    if (format.needsRegistry()) {
      throw CommandFailure.usage("--format must be avro or json: the demo has no schema registry");
    }
    ArgumentChecks.oneOf("--delivery", delivery, DELIVERIES);
    cell.ifPresent(name -> ArgumentChecks.oneOf("--cell", name, CELLS));
    steps.ifPresent(number -> ArgumentChecks.positive("--steps", number));
    if (bad > 0 && duration.isEmpty()) {
      throw CommandFailure.usage(
          "--bad needs --for: only a stream with an end can have all its bad records counted.");
    }
    return new DemoRun(json.output(), terminal())
        .run(
            new DemoRun.Request(
                simulation.spec(),
                rate,
                duration,
                bad,
                format,
                delivery,
                cell,
                steps,
                !noConsole,
                keep));
  }

  private int drift() throws Exception {
    CommandLine.ParseResult given = command.commandLine().getParseResult();
    for (String option : NOT_WITH_DRIFT) {
      if (given.hasMatchedOption(option)) {
        throw CommandFailure.usage("--drift excludes " + option);
      }
    }
    SimulationSpec spec = simulation.spec();
    int series = given.hasMatchedOption("--series") ? spec.series() : DriftPlan.SERIES;
    if (series < DriftPlan.FEWEST_SERIES) {
      throw CommandFailure.usage(
          "--series must be %d or more with --drift, found %d: of fewer, a difference may be chance"
              .formatted(DriftPlan.FEWEST_SERIES, series));
    }
    return new DriftRun(json.output(), terminal())
        .run(DriftPlan.standard(series, spec.seed(), !noConsole, keep));
  }

  private Terminal terminal() {
    Terminal terminal = json.output().terminal();
    return plain ? Terminal.plain(terminal.out()) : terminal;
  }
}
