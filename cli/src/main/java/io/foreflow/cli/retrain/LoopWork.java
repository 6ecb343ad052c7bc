package io.foreflow.cli.retrain;

import io.foreflow.cli.canary.DriftCondition;
import io.foreflow.cli.canary.DriftScores;
import io.foreflow.cli.kafka.PipelineConnection;
import io.foreflow.cli.models.StoreAccess;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.job.config.ScoreOptions;
import io.foreflow.store.Alias;
import io.foreflow.store.Decision;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoredModel;
import io.foreflow.topic.ScoreDecoder;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.MalformedRecordException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decisions from the store, drift from the topic of scores, and retrainings, for the loop. */
final class LoopWork implements RetrainLoop.Work, AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Set<String> ACTIONS = Set.of(Decision.PROMOTED, Decision.KEPT);

  private final CommandOutput output;
  private final RetrainConfig config;
  private final Clock clock;
  private final @Nullable DriftCondition condition;
  private final DriftScores scores;
  private final ScoreDecoder decoder;
  private final @Nullable TopicReader reader;
  private boolean isMade;
  private long since = Long.MIN_VALUE;

  LoopWork(
      CommandOutput output, RetrainConfig config, Clock clock, Optional<DriftCondition> condition) {
    this.output = output;
    this.config = config;
    this.clock = clock;
    this.condition = condition.orElse(null);
    this.scores = new DriftScores(config.model());
    this.decoder = new ScoreDecoder(config.job().registry().orElse(null));
    this.reader = condition.map(any -> reader(config)).orElse(null);
  }

  private static TopicReader reader(RetrainConfig config) {
    String topic =
        config
            .job()
            .find(ScoreOptions.SCORES_TOPIC)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "--when needs topics.scores; set it in the pipeline, for the job too"));
    return new TopicReader(PipelineConnection.of(config.job()), topic, TopicReader.From.BEGINNING);
  }

  @Override
  public Optional<Instant> lastDecision() throws IOException {
    return inStore(
        stored -> {
          List<Decision> decisions = stored.decisions();
          return decisions.stream()
              .filter(decision -> ACTIONS.contains(decision.action()))
              .filter(decision -> decision.detailsJson().contains("\"gate\""))
              .map(Decision::at)
              .max(Instant::compareTo);
        });
  }

  @Override
  public Optional<String> findDrift() throws IOException {
    if (reader == null || condition == null) {
      return Optional.empty();
    }
    do {
      reader.poll(POLL, record -> take(record.value()));
    } while (!reader.isAtEnd());
    return inStore(
        stored -> {
          Optional<String> champion = stored.aliases().find(Alias.CHAMPION);
          return champion.isEmpty()
              ? Optional.empty()
              : scores.find(condition, stored.version(champion.get()).version(), since);
        });
  }

  private void take(byte[] value) {
    try {
      scores.add(decoder.decode(value));
    } catch (MalformedRecordException e) {
      // Somebody else's record is no score. foreflow tail --scores shows it.
    }
  }

  @Override
  public void retrain(String because) {
    // Also if it fails: only drift that goes on in newer scores is found again.
    since = scores.newest();
    int unused = new RetrainRun(output, config, clock).run(false, because);
  }

  private interface Question<T> {
    Optional<T> ask(StoredModel stored) throws IOException;
  }

  /** Asks the model in the store. Before the first retraining, there may be no store. */
  private <T> Optional<T> inStore(Question<T> question) throws IOException {
    return StoreAccess.run(
        config.job().get(RetrainOptions.STORE),
        (ModelStore opened) -> {
          if (!isMade) {
            opened.make();
            isMade = true;
          }
          return question.ask(opened.model(config.model()));
        });
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
