package io.foreflow.cli.tail;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.kafka.KafkaAddressOptions;
import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.view.Terminal;
import io.foreflow.wire.registry.RegistrySettings;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code foreflow tail} and its options. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows forecasts, their scores or anomalies as they arrive.",
    description = {
      "Examples:",
      "  foreflow tail",
      "  foreflow tail --plain",
      "  foreflow tail --bootstrap-servers localhost:9092 --series sensor-0007",
      "  foreflow tail --from-beginning --max 10 --json",
      "  foreflow tail --scores",
      "  foreflow tail --anomalies",
      "",
      "On a terminal, forecasts are a table: a line for each series, with its last readings, the",
      "newest forecast and its scores. With --series it is a chart of this series. Both begin with",
      "the newest records that are there. Elsewhere, and with --plain, --json or --max, each record",
      "is a line.",
      "",
      "Reads Avro and JSON. Avro of a schema registry needs --schema-registry. There is no consumer",
      "group, so other readers miss nothing. With exactly-once delivery, forecasts appear at each",
      "checkpoint of the job. --json prints a line for each forecast. --scores shows the records of",
      "topics.scores: a line for each step. --anomalies shows those of topics.anomalies: a line each",
      "time an episode opens, becomes worse or closes.",
      "",
      "A record that can't be read, and one without a value, is left out and counted.",
      ""
    })
public final class TailCommand implements Callable<Integer> {

  private static final String FORECASTS = "forecasts";
  private static final String SCORES = "scores";
  private static final int READINGS_OF_ONE = 512;
  private static final int READINGS_OF_EACH = 128;

  @Spec private CommandSpec spec;

  @Mixin private KafkaAddressOptions brokers;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "The topic to read. Default: forecasts, scores with --scores, or anomalies with"
              + " --anomalies.")
  private Optional<String> topic;

  @Option(
      names = "--readings-topic",
      paramLabel = "NAME",
      description =
          "For the table: the topic of the readings. Default: readings, if there is such a topic.")
  private Optional<String> readingsTopic;

  @Option(
      names = "--scores-topic",
      paramLabel = "NAME",
      description =
          "For the table: the topic of the scores. Default: scores, if there is such a topic.")
  private Optional<String> scoresTopic;

  @Option(names = "--plain", description = "Print lines on a terminal too, not a table.")
  private boolean plain;

  @Option(names = "--scores", description = "Show scores of forecasts, not forecasts.")
  private boolean scores;

  @Option(
      names = "--anomalies",
      description = "Show episodes of readings that were not forecast, not forecasts.")
  private boolean anomalies;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "Show this series only. Default: all.")
  private Optional<String> series;

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "Stop after N records. Default: at Ctrl-C.")
  private Optional<Long> max;

  @Option(
      names = "--from-beginning",
      description = "Start with the oldest record, not with the next one.")
  private boolean fromBeginning;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    max.ifPresent(number -> ArgumentChecks.positive("--max", number));
    if (scores && anomalies) {
      throw new ParameterException(
          spec.commandLine(), "found --scores and --anomalies, allowed: one of them");
    }
    RegistrySettings registry = brokers.registry().settings();
    Terminal terminal = json.output().terminal();
    boolean lines = plain || json.isGiven() || max.isPresent() || scores || anomalies;
    if (terminal.interactive() && !lines) {
      return runLive(terminal, registry);
    }
    if (anomalies) {
      return run(new TailedAnomalies(registry), "anomalies");
    }
    return scores
        ? run(new TailedScores(registry), SCORES)
        : run(new TailedForecasts(registry), FORECASTS);
  }

  private int runLive(Terminal terminal, @Nullable RegistrySettings registry) {
    KafkaCluster cluster = new KafkaCluster(brokers.bootstrapServers());
    String forecasts = topic.orElse(FORECASTS);
    cluster.require(forecasts);
    readingsTopic.ifPresent(cluster::require);
    scoresTopic.ifPresent(cluster::require);
    LiveTopics.Names names =
        new LiveTopics.Names(
            forecasts,
            readingsTopic.or(() -> Optional.of("readings").filter(cluster::has)),
            scoresTopic.or(() -> Optional.of(SCORES).filter(cluster::has)));
    int kept = series.isPresent() ? READINGS_OF_ONE : READINGS_OF_EACH;
    View view =
        series
            .<View>map(name -> new SeriesView(name, terminal.palette()))
            .orElseGet(() -> new TableView(terminal.palette()));
    return new LiveTail(
            terminal,
            LiveTopics.open(brokers.bootstrapServers(), names, fromBeginning, registry),
            view,
            new SeriesMemory(series, kept, names.readings().isPresent()))
        .run();
  }

  private int run(TailedKind<?> kind, String defaultTopic) {
    return new TailRun<>(
            spec.commandLine().getOut(), spec.commandLine().getErr(), json.isGiven(), kind)
        .run(
            brokers.bootstrapServers(),
            topic.orElse(defaultTopic),
            fromBeginning,
            series,
            max.orElse(Long.MAX_VALUE));
  }
}
