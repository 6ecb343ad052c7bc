package io.foreflow.cli.job;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code foreflow transactions} and its options. */
@Command(
    name = "transactions",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Shows or aborts the open Kafka transactions of a pipeline that has died.",
    description = {
      "Examples:",
      "  foreflow transactions list --config pipeline.yaml",
      "  foreflow transactions list --bootstrap-servers broker:9092 --prefix demand --json",
      "  foreflow transactions abort --config pipeline.yaml --no-restore",
      "",
      "While a transaction is open, consumers of committed records can't read past it in its topic,",
      "not even records of other producers. It ends when it is committed, aborted, or older than",
      "transaction-timeout. A job that is started again from its last checkpoint commits or aborts",
      "its transactions by itself. That is the better way, because nothing is lost.",
      "",
      "Use abort for a pipeline that will never run again. It first watches for the time of --watch,",
      "and refuses if the job still runs. Nobody ever reads the records of aborted transactions.",
      ""
    })
public final class TransactionsCommand implements Callable<Integer> {

  private static final List<String> ACTIONS = List.of("list", "abort");

  @Parameters(index = "0", paramLabel = "ACTION", description = "list or abort.")
  private String action;

  @Mixin private PipelineOptions pipeline;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers to connect to, comma-separated, without --config.")
  private Optional<String> bootstrapServers;

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      description =
          "The pipeline's name, or its transactional-id-prefix if it has one, without --config.")
  private Optional<String> prefix;

  @Option(
      names = "--no-restore",
      description =
          "Confirms that no checkpoint or savepoint of this pipeline will be restored. abort needs it: a"
              + " checkpoint may hold transactions that a restored job would commit.")
  private boolean noRestore;

  @Option(
      names = "--watch",
      paramLabel = "TIME",
      description =
          "How long abort watches for a running job: longer than its checkpoint.interval."
              + " Default: 30s, or with --config twice the checkpoint.interval if that is longer.")
  private Optional<Duration> watch;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws Exception {
    ArgumentChecks.oneOf("ACTION", action, ACTIONS);
    TransactionsRun run =
        new TransactionsRun(
            json.output(), TransactionsRun.Pipeline.of(pipeline, bootstrapServers, prefix));
    return action.equals("list") ? run.list() : run.abort(noRestore, watch);
  }
}
