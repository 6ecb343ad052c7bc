package io.foreflow.cli.job;

import io.foreflow.cli.kafka.KafkaCluster;
import io.foreflow.cli.kafka.ModelPublisher;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.job.config.ModelOptions;
import io.foreflow.options.Durations;
import io.foreflow.topic.ModelEventReader;
import io.foreflow.topic.TopicReader;
import io.foreflow.wire.ModelAnnouncement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Announces a model to running jobs, and waits for the answers of their tasks. */
public final class PublishRun {

  private static final Duration POLL = Duration.ofMillis(200);

  private final CommandOutput output;
  private final String command;

  /**
   * Announcements for one command.
   *
   * @param command its name, for warnings
   */
  public PublishRun(CommandOutput output, String command) {
    this.output = output;
    this.command = command;
  }

  /**
   * The result of an announcement.
   *
   * @param fields for a program
   * @param lines the tasks' answers for a person; none if no task has answered
   * @param exitCode a failure if every task that has answered refuses the model
   */
  public record Answer(Map<String, Object> fields, List<String> lines, int exitCode) {
    public Answer {
      lines = List.copyOf(lines);
    }

    /** Whether a task says that it uses the model. */
    public boolean isInUse() {
      return !lines.isEmpty() && exitCode == ExitCodes.OK;
    }

    /**
     * The answers in words.
     *
     * @param patience how long they were waited for
     */
    public String text(Duration patience) {
      return lines.isEmpty()
          ? "no task has said within %s that it uses the version"
              .formatted(Durations.write(patience))
          : String.join("; ", lines);
    }
  }

  /** Announces a model, waits for the tasks' answers, and gives them to a program. */
  int tell(ModelAnnouncement announcement, PublishTarget target) {
    Answer answer = run(announcement, target);
    output.result(answer.fields());
    return answer.exitCode();
  }

  /** Announces a model, and waits for the tasks' answers. */
  public Answer run(ModelAnnouncement announcement, PublishTarget target) {
    KafkaCluster cluster = new KafkaCluster(target.connection());
    if (cluster.createCompacted(target.topic())) {
      output.say("Made the topic %s, compacted.".formatted(target.topic()));
    }
    Optional<String> events = events(cluster, target);
    Map<String, Object> result;
    List<String> lines = List.of();
    int exitCode = ExitCodes.OK;
    if (events.isPresent()) {
      // First, so that no answer is missed.
      try (ModelEventReader reader =
          new ModelEventReader(target.connection(), events.get(), TopicReader.From.NOW)) {
        result = announce(announcement, target);
        ModelAnswers answers = await(announcement, reader, target.patience());
        lines = answers.lines();
        exitCode = tell(answers, events.get(), target);
        result.put("tasks", answers.tasks());
        result.put("swapped", answers.swapped());
        result.put("refused", answers.refused());
      }
    } else {
      result = announce(announcement, target);
      output.say(
          "A job loads it only from a place in its models.allowed-uris; without that option, from"
              + " the folders and servers of the models in its configuration. This command can't see"
              + " those places. The job writes the result to topics.events.");
    }
    return new Answer(result, lines, exitCode);
  }

  /** The topic to wait on; empty if there is nothing to wait for. */
  private static Optional<String> events(KafkaCluster cluster, PublishTarget target) {
    if (target.patience().isZero()) {
      return Optional.empty();
    }
    target.events().ifPresent(cluster::require);
    return target.events().or(() -> ModelOptions.EVENTS_TOPIC.defaultValue().filter(cluster::has));
  }

  private Map<String, Object> announce(ModelAnnouncement announcement, PublishTarget target) {
    long offset = ModelPublisher.publish(target.connection(), target.topic(), announcement);
    output.say(
        "Announced %s %s at %s, sha256 %s, on the topic %s."
            .formatted(
                announcement.model(),
                announcement.version(),
                announcement.uri(),
                announcement.sha256(),
                target.topic()));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", announcement.model());
    result.put("version", announcement.version());
    result.put("uri", announcement.uri());
    result.put("sha256", announcement.sha256());
    result.put("topic", target.topic());
    result.put("offset", offset);
    return result;
  }

  private static ModelAnswers await(
      ModelAnnouncement announcement, ModelEventReader reader, Duration wait) {
    ModelAnswers answers = new ModelAnswers();
    long deadline = System.nanoTime() + wait.toNanos();
    while (!answers.areAll() && System.nanoTime() < deadline) {
      reader.poll(
          POLL,
          event -> {
            if (ModelAnswers.isAbout(announcement, event)) {
              answers.add(event);
            }
          });
    }
    return answers;
  }

  private int tell(ModelAnswers answers, String events, PublishTarget target) {
    answers.lines().forEach(line -> output.say("Answer: " + line + "."));
    if (answers.count() == 0) {
      output.say(
          "No task has answered on topic %s within %d s. Tasks that already use this file do not answer. Otherwise, check that a job is running with topics.models: %s."
              .formatted(events, target.patience().toSeconds(), target.topic()));
    } else if (!answers.areAll()) {
      output.say(
          "%d of %d tasks have not answered within %d s; their later answers are on the topic %s."
              .formatted(
                  answers.tasks() - answers.count(),
                  answers.tasks(),
                  target.patience().toSeconds(),
                  events));
    }
    if (answers.count() > 0 && answers.swapped() == 0) {
      output.warn(
          command
              + ": the model is not in use: all tasks that answered refused it. The old model stays in use.");
      return ExitCodes.FAILURE;
    }
    return ExitCodes.OK;
  }
}
