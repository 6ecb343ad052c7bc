package io.foreflow.cli.job;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.config.StateOptions;
import io.foreflow.job.transaction.OpenTransaction;
import io.foreflow.job.transaction.PipelineTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** The work of {@code foreflow transactions}. */
final class TransactionsRun {
  private static final String PATIENCE_MILLIS = "15000";
  private static final Duration DEFAULT_WATCH = Duration.ofSeconds(30);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  private final CommandOutput output;
  private final Pipeline pipeline;

  TransactionsRun(CommandOutput output, Pipeline pipeline) {
    this.output = output;
    this.pipeline = pipeline;
  }

  /**
   * A pipeline and its brokers.
   *
   * @param settings how to reach the brokers
   * @param prefix what the pipeline's transactional ids begin with
   * @param interval between two checkpoints, where it is known
   */
  record Pipeline(Properties settings, String prefix, Optional<Duration> interval) {

    static Pipeline of(
        PipelineOptions options, Optional<String> bootstrapServers, Optional<String> prefix) {
      if (options.areGiven() && (bootstrapServers.isPresent() || prefix.isPresent())) {
        throw CommandFailure.usage(
            "--config and -D exclude --bootstrap-servers and --prefix; give either the first two or"
                + " the last two");
      }
      if (options.areGiven()) {
        return of(PipelineFile.load(options.file(), options.overrides()));
      }
      Properties settings = new Properties();
      settings.setProperty(
          AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
          bootstrapServers.orElseThrow(Pipeline::noneGiven));
      return new Pipeline(settings, prefix.orElseThrow(Pipeline::noneGiven), Optional.empty());
    }

    private static Pipeline of(PipelineConfig config) {
      return new Pipeline(
          config.adminProperties(),
          config.transactionalIdPrefix(),
          Optional.of(config.get(StateOptions.CHECKPOINT_INTERVAL)));
    }

    private static CommandFailure noneGiven() {
      return CommandFailure.usage(
          "no pipeline is given: set --config FILE, or both --bootstrap-servers HOST:PORT"
              + " and --prefix NAME");
    }

    String brokers() {
      return settings.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    }
  }

  int list() throws InterruptedException {
    try (PipelineTransactions transactions = connect()) {
      List<OpenTransaction> open = open(transactions);
      say(open);
      output.result(result(open));
      return ExitCodes.OK;
    }
  }

  int abort(boolean noRestore, Optional<Duration> watch) throws InterruptedException {
    if (!noRestore) {
      throw CommandFailure.usage(
          "not aborted: a checkpoint or savepoint of "
              + pipeline.prefix()
              + " may hold these transactions, and a job that is restored from it commits them."
              + " To lose nothing, start the job from its last checkpoint. If you will never restore"
              + " it, add --no-restore");
    }
    try (PipelineTransactions transactions = connect();
        StopSignal stop = StopSignal.install(STOP_PATIENCE)) {
      List<OpenTransaction> open = open(transactions);
      say(open);
      if (!open.isEmpty()) {
        Duration span = watch.orElseGet(this::defaultWatch);
        output.say("Watching for %d s whether the job still runs.".formatted(span.toSeconds()));
        if (stop.await(span)) {
          throw CommandFailure.failed("stopped before anything was aborted");
        }
        List<OpenTransaction> left = open(transactions);
        failIfRunning(open, left);
        open = left;
        for (OpenTransaction each : open) {
          abort(transactions, each);
        }
      }
      output.result(result(open));
      return ExitCodes.OK;
    }
  }

  private Duration defaultWatch() {
    Duration twice =
        pipeline.interval().map(interval -> interval.multipliedBy(2)).orElse(DEFAULT_WATCH);
    return twice.compareTo(DEFAULT_WATCH) > 0 ? twice : DEFAULT_WATCH;
  }

  private void failIfRunning(List<OpenTransaction> before, List<OpenTransaction> after) {
    if (showLife(before, after, System.currentTimeMillis())) {
      throw CommandFailure.failed(
          "nothing was aborted: the pipeline "
              + pipeline.prefix()
              + " still runs. It began or ended transactions while it was watched. Cancel the job"
              + " first. If it is not this one, two pipelines on "
              + pipeline.brokers()
              + " share a name");
    }
  }

  /** Whether a job began or ended a transaction. The brokers end one that is too old. */
  static boolean showLife(List<OpenTransaction> before, List<OpenTransaction> after, long now) {
    return !before.containsAll(after)
        || before.stream().anyMatch(each -> !after.contains(each) && each.endMillis() > now);
  }

  private void abort(PipelineTransactions transactions, OpenTransaction each)
      throws InterruptedException {
    try {
      transactions.abort(each);
      output.say("Aborted " + each.id() + ".");
    } catch (KafkaException e) {
      throw CommandFailure.failed(
          "transaction %s was not aborted: %s".formatted(each.id(), e.getMessage()), e);
    }
  }

  private PipelineTransactions connect() {
    Properties settings = new Properties();
    settings.putAll(pipeline.settings());
    settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    try {
      return PipelineTransactions.of(settings, pipeline.prefix());
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw CommandFailure.failed(
          "Kafka's client refuses the settings for %s: %s"
              .formatted(pipeline.brokers(), cause.getMessage()),
          e);
    }
  }

  private List<OpenTransaction> open(PipelineTransactions transactions)
      throws InterruptedException {
    try {
      return transactions.open();
    } catch (KafkaException e) {
      throw CommandFailure.failed(
          "the Kafka brokers at %s did not list their open transactions: %s"
              .formatted(pipeline.brokers(), e.getMessage()),
          e);
    }
  }

  private void say(List<OpenTransaction> open) {
    if (open.isEmpty()) {
      output.say(
          "No transaction of %s is open at %s.".formatted(pipeline.prefix(), pipeline.brokers()));
    }
    for (OpenTransaction each : open) {
      output.say(
          "%s  open since %s, times out at %s, on %s"
              .formatted(
                  each.id(),
                  Instant.ofEpochMilli(each.startMillis()),
                  Instant.ofEpochMilli(each.endMillis()),
                  String.join(", ", each.partitions())));
    }
  }

  private Map<String, Object> result(List<OpenTransaction> open) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("prefix", pipeline.prefix());
    result.put(
        "transactions",
        open.stream()
            .map(
                each -> {
                  Map<String, Object> fields = new LinkedHashMap<>();
                  fields.put("id", each.id());
                  fields.put("openSince", Instant.ofEpochMilli(each.startMillis()).toString());
                  fields.put("openUntil", Instant.ofEpochMilli(each.endMillis()).toString());
                  fields.put("partitions", each.partitions());
                  return fields;
                })
            .toList());
    return result;
  }
}
