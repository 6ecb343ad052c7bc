package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.trainer.loop.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a training whose features do not fit its heap makes the same file, byte for byte. */
class LargeHistoryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cell=gru linear-window=20 scale-weight=0.5",
        "windows=stream workers=2 disturbed=1 profile=2",
        "head=direction loss=cross-entropy",
        "covariates=a known-covariates=b members=2 disturbed=1"
      })
  void aSmallHeapMakesTheSameFile(String options, @TempDir Path folder) throws IOException {
    List<SeriesHistory> histories = GeneratedSeries.hourly(9, 200, 6);
    if (options.startsWith("covariates")) {
      histories = GeneratedCovariates.beside(histories, List.of("a", "b"), 8, 7);
    }
    Map<String, String> all = SmallTraining.options(6);
    for (String option : options.split(" ", -1)) {
      all.put(option.split("=", -1)[0], option.split("=", -1)[1]);
    }
    TrainingConfig config = TrainingConfig.builder().set(all).build();

    byte[] held = train(histories, config, new WorkSpace(folder, Long.MAX_VALUE));
    byte[] made = train(histories, config, new WorkSpace(folder, 0));

    assertThat(made).isEqualTo(held);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private static byte[] train(
      List<SeriesHistory> histories, TrainingConfig config, WorkSpace space) {
    TrainingRun run = TrainingRun.with(TrainingListener.NONE).in(space);
    return new Trainer().train(histories, config, run).file();
  }
}
