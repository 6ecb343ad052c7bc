package io.foreflow.cli.retrain;

import io.foreflow.cli.history.RangeProgress;
import io.foreflow.cli.history.TopicFormatChoice;
import io.foreflow.cli.history.TopicHistory;
import io.foreflow.cli.kafka.PipelineConnection;
import io.foreflow.cli.models.StoreAccess;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.train.AutoText;
import io.foreflow.cli.train.TrainingSession;
import io.foreflow.cli.view.Numbers;
import io.foreflow.evaluation.gate.Finding;
import io.foreflow.evaluation.gate.GateOutcome;
import io.foreflow.job.config.KafkaOptions;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepModel;
import io.foreflow.options.Durations;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoredModel;
import io.foreflow.store.StoredVersion;
import io.foreflow.topic.KafkaConnection;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.TrainingConfig;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The work of {@code foreflow retrain}: read, split, train, judge, decide, announce. */
final class RetrainRun {

  private final CommandOutput output;
  private final RetrainConfig config;
  private final Clock clock;
  private final KafkaConnection connection;

  RetrainRun(CommandOutput output, RetrainConfig config, Clock clock) {
    this.output = output;
    this.config = config;
    this.clock = clock;
    this.connection = PipelineConnection.of(config.job());
  }

  /** Describes the data and what would be done, and does nothing. */
  int explain() {
    TopicHistory source = source(clock);
    TrainingSession asked = session(source);
    RetrainData data = read(source, asked);
    TrainingSession session = asked.choosingFor(data.learning());
    describe(source, session, data);
    TrainingConfig training = session.config();
    output.say("Would train %s with:".formatted(training.model()));
    Map<String, String> options = training.suitedTo(data.learning()).options();
    options.forEach((name, value) -> output.say("  %-18s %s".formatted(name, value)));
    StartFrom from = config.job().get(RetrainOptions.START_FROM);
    output.say("Would start from %s.".formatted(from.text()));
    output.say("Would judge it by:");
    config
        .gate()
        .rules()
        .forEach(rule -> output.say("  %-20s %s".formatted(rule.name(), rule.text())));
    output.say("Next: the same command without --explain.");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("data", DecisionDetails.data(data, source.partitions()));
    fields.put("options", options);
    session.chosen().ifPresent(auto -> fields.put("chosen", AutoText.fields(auto)));
    fields.put("retrain.from", from.text());
    output.result(fields);
    return ExitCodes.OK;
  }

  /**
   * Retrains and decides.
   *
   * @param force promotes the challenger whatever the gate says
   * @param because what it is started for, for the record
   */
  int run(boolean force, String because) {
    return StoreAccess.run(store(), opened -> run(opened, force, because));
  }

  /** Retrains with an open store, unless a retraining that was killed has decided already. */
  int run(ModelStore store, boolean force, String because) throws IOException {
    StartedFile file = StartedFile.of(config);
    Optional<StartedRetraining> interrupted = file.find(clock.instant());
    if (interrupted.isPresent()) {
      OptionalInt ended = finish(store, file, interrupted.get());
      if (ended.isPresent()) {
        return ended.getAsInt();
      }
    }
    StartedRetraining started = interrupted.orElseGet(() -> file.begin(clock.instant()));
    TopicHistory source = source(started.clock());
    source.fix(started.ranges());
    TrainingSession asked = session(source);
    RetrainData data = read(source, asked);
    TrainingSession session = asked.choosingFor(data.learning());
    describe(source, session, data);
    store.make();
    StoredModel stored = store.model(config.model());
    try (HeldLease lease = HeldLease.of(stored, StoreAccess.user())) {
      Decider decider = new Decider(output, config, connection, clock, stored);
      decider.finishPromotion();
      Optional<StoredVersion> champion = decider.champion();
      ChallengerStart start =
          ChallengerStart.of(
              config.job().get(RetrainOptions.START_FROM), stored, champion, data, asked);
      TrainingSession training = startingFrom(start, asked, session, data);
      WorkFolder work =
          WorkFolder.of(config.work(), data.learning(), training.config(), start.weights());
      file.write(started.with(work, source.offsets()));
      TrainedModel model = new Challenger(output, training).train(data, start, work);
      boolean isUnproven = isUnproven(stored, champion);
      Judge judge = new Judge(data, training.config(), start, config.work());
      Judgement judgement = judge(judge, stored, champion, model, data);
      Map<String, Object> details = new LinkedHashMap<>();
      details.put(DecisionDetails.RETRAINING, started.id());
      details.put("because", because);
      details.put("forced", force);
      details.put("championUnproven", isUnproven);
      details.put("start", start.fields());
      training.chosen().ifPresent(auto -> details.put("chosen", AutoText.fields(auto)));
      details.put("gate", DecisionDetails.judgement(judgement));
      details.put("data", DecisionDetails.data(data, source.partitions()));
      lease.require();
      int exitCode = decider.decide(model, champion, judgement, details, force);
      work.delete();
      file.delete();
      WorkFolder.cleanUp(config.work(), clock.instant());
      return exitCode;
    }
  }

  /** Whether nobody has looked at what came true since the champion was promoted. It is said. */
  private boolean isUnproven(StoredModel stored, Optional<StoredVersion> champion)
      throws IOException {
    if (champion.isEmpty()) {
      return false;
    }
    ChampionRecord record = ChampionRecord.of(stored, champion.get());
    if (record.isUnproven()) {
      output.say(
          "Nobody has judged the champion %s by what came true since it was promoted at %s. foreflow watch does that."
              .formatted(champion.get().shortSha256(), record.promotion().orElseThrow().at()));
    }
    return record.isUnproven();
  }

  /** Announces what an interrupted retraining has decided. Empty if it had not decided. */
  private OptionalInt finish(ModelStore store, StartedFile file, StartedRetraining interrupted)
      throws IOException {
    store.make();
    StoredModel stored = store.model(config.model());
    try (HeldLease lease = HeldLease.of(stored, StoreAccess.user())) {
      lease.require();
      OptionalInt ended =
          new Decider(output, config, connection, clock, stored).finish(interrupted.id());
      if (ended.isPresent()) {
        WorkFolder.at(config.work(), interrupted.folder()).delete();
        file.delete();
      } else {
        output.say(
            "A retraining of %s was interrupted; it goes on with the records that it began with."
                .formatted(interrupted.at()));
      }
      return ended;
    }
  }

  /** The session of the training, with the cadence of the readings if none is given. */
  private TrainingSession session(TopicHistory source) {
    if (config.training().hasCadence()) {
      return TrainingSession.of(source, config.training(), output);
    }
    OptionalLong cadence = source.cadenceMillis();
    if (cadence.isEmpty()) {
      throw CommandFailure.tooLittleData(
          "%s: no series has two readings, so nothing can be learnt; nothing was trained"
              .formatted(source.name()));
    }
    Duration found = Duration.ofMillis(cadence.getAsLong());
    output.say(
        "Cadence %s, the most frequent time between readings.".formatted(Durations.write(found)));
    return TrainingSession.of(source, config.training().withCadence(found), output);
  }

  /** The session with the network and the steps that suit the start. */
  private TrainingSession startingFrom(
      ChallengerStart start, TrainingSession asked, TrainingSession session, RetrainData data) {
    if (start.weights().isEmpty()) {
      return session;
    }
    TrainingSession kept = start.keepingNetwork(asked).choosingFor(data.learning());
    return config
        .job()
        .find(RetrainOptions.STEPS)
        .map(steps -> kept.withSteps(steps, RetrainOptions.STEPS.name()))
        .orElse(kept);
  }

  private String store() {
    return config.job().get(RetrainOptions.STORE);
  }

  private TopicHistory source(Clock now) {
    return new TopicHistory(
        connection,
        config.job().get(KafkaOptions.READINGS_TOPICS),
        new TopicFormatChoice(
            Optional.of(config.job().readingsFormat().format()),
            config.job().readingsFormat().registry()),
        config.range(),
        config.slots(),
        now,
        new RangeProgress(output.terminal()),
        config.space());
  }

  private RetrainData read(TopicHistory source, TrainingSession session) {
    return RetrainData.read(source, session.config(), config);
  }

  /** Describes the data and what was chosen for them, and checks them. */
  private void describe(TopicHistory source, TrainingSession session, RetrainData data) {
    new Challenger(output, session).describe(source, data);
    session.sayChosen();
    source
        .partitions()
        .forEach(
            read ->
                output.say(
                    "  %s, partition %d: %s readings"
                        .formatted(
                            read.topic(), read.partition(), Numbers.count(read.readings()))));
    output.say(
        "Data from %s to %s; held out from %s on, %s slots."
            .formatted(
                data.from(), data.to(), data.heldOutFrom(), Numbers.count(data.heldOutSlots())));
    new DataCheck(config, session.config()).require(data);
  }

  private Judgement judge(
      Judge judge,
      StoredModel stored,
      Optional<StoredVersion> champion,
      TrainedModel trained,
      RetrainData data)
      throws IOException {
    try (StepModel challenger = StepModel.open(trained.file())) {
      if (champion.isEmpty()) {
        return tell(judge.judge(challenger, Optional.empty(), config.groups(), config.gate()));
      }
      try (InputStream file = stored.open(champion.get());
          StepModel old = StepModel.open(file.readAllBytes())) {
        Judge.difference(old.manifest(), challenger.manifest())
            .ifPresent(
                difference -> {
                  throw CommandFailure.failed(
                      "the models can't be compared: %s. Train with the champion's options, or promote the first of the new kind by hand: foreflow models promote"
                          .formatted(difference));
                });
        if (data.heldOutFrom().isBefore(old.manifest().provenance().to())) {
          output.say(
              "Warning: the champion was trained on readings up to %s, so it has seen a part of the held-out end."
                  .formatted(old.manifest().provenance().to()));
        }
        return tell(judge.judge(challenger, Optional.of(old), config.groups(), config.gate()));
      }
    } catch (InvalidModelFileException e) {
      throw CommandFailure.failed("a model file was refused: " + e.getMessage(), e);
    }
  }

  private Judgement tell(Judgement judgement) {
    output.say(
        "Judged by %s targets of %s series:"
            .formatted(
                Numbers.count(judgement.losses().targets()),
                Numbers.count(judgement.losses().series().size())));
    GateOutcome outcome = judgement.outcome();
    for (Finding finding : outcome.findings()) {
      output.say(
          String.format(
              Locale.ROOT,
              "  %-8s %-20s %s",
              finding.verdict().text(),
              finding.rule(),
              finding.why()));
    }
    return judgement;
  }
}
