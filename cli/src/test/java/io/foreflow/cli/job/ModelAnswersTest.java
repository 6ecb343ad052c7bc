package io.foreflow.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.ModelAnnouncement;
import io.foreflow.wire.ModelEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ModelAnswersTest {

  private static final long NOON = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();
  private static final ModelAnnouncement NEXT =
      new ModelAnnouncement("demo", "2", "file:///demo.onnx", "a".repeat(64), NOON);

  private final ModelAnswers answers = new ModelAnswers();

  @Test
  void swappingTasksShareOneLine() {
    answers.add(ModelEvent.swapped(NEXT, "1", NOON, 0, 2));
    assertThat(answers.areAll()).isFalse();
    answers.add(ModelEvent.swapped(NEXT, "1", NOON, 1, 2));

    assertThat(answers.areAll()).isTrue();
    assertThat(answers.lines()).containsExactly("in use by 2 of 2 tasks, replacing version 1");
  }

  @Test
  void refusingTasksAreGroupedByReason() {
    answers.add(ModelEvent.swapped(NEXT, "1", NOON, 0, 4));
    answers.add(refused(1, "unreadable", "no file"));
    answers.add(refused(2, "wrong-cadence", "found PT1M, allowed: PT1H"));
    answers.add(refused(3, "unreadable", "no file"));

    assertThat(answers.swapped()).isEqualTo(1);
    assertThat(answers.refused()).isEqualTo(3);
    assertThat(answers.lines())
        .containsExactly(
            "in use by 1 of 4 tasks, replacing version 1",
            "refused by 2 of 4 tasks (unreadable: no file); still in use: version 1",
            "refused by 1 of 4 tasks (wrong-cadence: found PT1M, allowed: PT1H); still in use:"
                + " version 1");
  }

  @Test
  void theLastAnswerOfATaskCounts() {
    answers.add(refused(0, "unreadable", "no file"));
    answers.add(ModelEvent.swapped(NEXT, "1", NOON, 0, 1));

    assertThat(answers.refused()).isZero();
    assertThat(answers.tasks()).isEqualTo(1);
  }

  @Test
  void answersToOtherAnnouncementsDoNotCount() {
    ModelAnnouncement other =
        new ModelAnnouncement("demo", "3", "file:///demo.onnx", "b".repeat(64), NOON);

    assertThat(ModelAnswers.isAbout(NEXT, ModelEvent.swapped(NEXT, "1", NOON, 0, 1))).isTrue();
    assertThat(ModelAnswers.isAbout(NEXT, ModelEvent.swapped(other, "1", NOON, 0, 1))).isFalse();
  }

  private static ModelEvent refused(int task, String reason, String message) {
    return ModelEvent.refused(NEXT, "1", reason, message, NOON, task, 4);
  }
}
