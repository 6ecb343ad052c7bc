package io.foreflow.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.GeneratedSeries;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.ensemble.EnsembleConfig;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingListener;
import io.foreflow.trainer.loop.TrainingListener.Phase;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.state.FileFrame;
import io.foreflow.trainer.state.FitState;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointStoreTest {

  private static final List<SeriesHistory> HISTORY = GeneratedSeries.hourly(4, 330, 9);

  private final Path folder;

  CheckpointStoreTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static TrainingConfig config(int steps, int members) {
    return config(steps, "" + members);
  }

  private static TrainingConfig config(int steps, String members) {
    return TrainingConfig.builder()
        .set(NetworkConfig.HIDDEN, 6)
        .set(NetworkConfig.HEAD_UNITS, 8)
        .set(FitConfig.STEPS, steps)
        .set(EnsembleConfig.MEMBERS.name(), members)
        .build();
  }

  private CheckpointPlan plan() {
    return new CheckpointPlan(folder.resolve("deep/training.checkpoint"), 2, Duration.ZERO);
  }

  private TrainedModel train(TrainingConfig config, TrainingListener listener) {
    return train(config, listener, 1);
  }

  private TrainedModel train(TrainingConfig config, TrainingListener listener, int atATime) {
    TrainingRun run = TrainingRun.with(listener).checkpointed(plan()).atATime(atATime);
    return new Trainer().train(HISTORY, config, run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "1,lstm,ridge"})
  void aResumedEnsembleGivesTheSameBytes(String members) throws IOException {
    TrainingConfig config = config(6, members);
    byte[] whole = new Trainer().train(HISTORY, config, TrainingListener.NONE).file();
    assertThatThrownBy(
            () ->
                train(
                    config,
                    progress -> {
                      if (progress.phase() == Phase.LEARNING && progress.step() == 9) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");
    int[] steps = {0};

    TrainedModel resumed =
        train(config, progress -> steps[0] += progress.phase() == Phase.LEARNING ? 1 : 0);

    assertThat(resumed.file()).isEqualTo(whole);
    // The second member was last saved at its second step.
    assertThat(steps[0]).isEqualTo(4);
    assertThat(resumed.report().members()).hasSize(2);
    try (var files = Files.list(plan().file().getParent())) {
      assertThat(files).containsExactly(plan().file());
    }
  }

  @Test
  void networksThatLearnTogetherResumeTogether() {
    TrainingConfig config = config(6, "2,lstm");
    byte[] oneByOne =
        new Trainer()
            .train(HISTORY, config, TrainingRun.with(TrainingListener.NONE).atATime(1))
            .file();
    assertThatThrownBy(
            () ->
                train(
                    config,
                    progress -> {
                      if (progress.phase() == Phase.LEARNING && progress.step() == 8) {
                        throw new IllegalStateException("killed");
                      }
                    },
                    3))
        .hasMessage("killed");
    int[] steps = {0};

    TrainedModel resumed =
        train(config, progress -> steps[0] += progress.phase() == Phase.LEARNING ? 1 : 0, 3);

    assertThat(resumed.file()).isEqualTo(oneByOne);
    assertThat(steps[0]).isBetween(6, 16);
  }

  @Test
  void aStoppedTrainingGivesAModel() {
    int[] step = {0};
    TrainedModel model =
        new Trainer()
            .train(
                HISTORY,
                config(50, 1),
                TrainingRun.with(progress -> step[0] = progress.step())
                    .stoppedBy(() -> step[0] >= 3));

    assertThat(model.report().ending()).isEqualTo(Fit.Ending.ASKED);
    assertThat(model.report().steps()).isEqualTo(3);
    assertThat(model.file()).isNotEmpty();
  }

  @Test
  void aCheckpointOfAnotherTrainingIsRefused() {
    TrainedModel first = train(config(2, 1), TrainingListener.NONE);
    assertThat(first.file()).isNotEmpty();

    assertThatThrownBy(() -> train(config(4, 1), TrainingListener.NONE))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(
            "belongs to another training: rounds was 2 and is 4; steps was 2 and is 4")
        .hasMessageContaining("delete the file to start afresh");
    assertThatThrownBy(
            () ->
                new Trainer()
                    .train(
                        GeneratedSeries.hourly(4, 330, 10),
                        config(2, 1),
                        TrainingRun.with(TrainingListener.NONE).checkpointed(plan())))
        .hasMessageContaining("the readings are not the same");
  }

  @Test
  void damagedOrForeignCheckpointsAreRefused() throws IOException {
    Path file = plan().file();
    Files.createDirectories(file.getParent());
    Files.writeString(file, "unique_id,ds,y\nboiler-1,2024-05-01T13:00:00Z,71.5\n");
    assertThatThrownBy(() -> train(config(2, 1), TrainingListener.NONE))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("it is not a checkpoint of a training; delete it");

    Files.delete(file);
    train(config(2, 1), TrainingListener.NONE);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> train(config(2, 1), TrainingListener.NONE))
        .hasMessageContaining("it is damaged or incomplete");
  }

  @Test
  void checkpointsOfTheFirstFormatHaveNoStart() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(content)) {
      out.writeUTF("digest");
      out.writeInt(1);
      out.writeUTF("hidden");
      out.writeUTF("6");
      out.writeInt(0);
      out.writeInt(0);
      out.writeBoolean(false);
    }
    Path file = folder.resolve("old");
    Files.write(file, new FileFrame(0x46465450, 1, 1, "old").wrap(content.toByteArray()));

    assertThat(CheckpointFile.readFrom(file))
        .isEqualTo(
            new CheckpointFile(
                new TrainingIdentity("digest", Map.of("hidden", "6"), Map.of(), Optional.empty()),
                Map.of(),
                Map.of()));
  }

  @Test
  void membersOfTheSecondFormatAreInOrder() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(content)) {
      new TrainingIdentity("digest", Map.of(), Map.of(), Optional.empty()).write(out);
      out.writeInt(2);
      state(7).write(out);
      state(8).write(out);
      out.writeBoolean(true);
      state(9).write(out);
    }
    Path file = folder.resolve("second");
    Files.write(file, new FileFrame(0x46465450, 2, 2, "second").wrap(content.toByteArray()));

    CheckpointFile read = CheckpointFile.readFrom(file);
    assertThat(steps(read.finished())).isEqualTo(Map.of(0, 7.0, 1, 8.0));
    assertThat(steps(read.learning())).isEqualTo(Map.of(2, 9.0));
  }

  /** The step of each member, by its number. */
  private static Map<Integer, Double> steps(Map<Integer, FitState> members) {
    return members.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, member -> member.getValue().numbers("step")[0]));
  }

  private static FitState state(int step) {
    FitState state = new FitState();
    state.put("step", step);
    return state;
  }

  @Test
  void checkpointsAreWrittenAtIntervals() {
    long[] now = {0};
    CheckpointStore store =
        new CheckpointStore(
            new CheckpointPlan(folder.resolve("c"), 0, Duration.ofSeconds(5)),
            new TrainingIdentity("d", Map.of(), Map.of(), Optional.empty()),
            () -> now[0]);

    assertThat(store.of(0).isDue(1)).isFalse();
    now[0] = 5_000_000_000L;
    assertThat(store.of(0).isDue(2)).isTrue();
    assertThatThrownBy(() -> new CheckpointPlan(folder, 0, Duration.ZERO))
        .hasMessageContaining("at least one must be above 0");
  }
}
