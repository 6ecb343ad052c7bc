package io.foreflow.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.CsvFormat;
import io.foreflow.history.CsvHistory;
import io.foreflow.history.HistoryDigest;
import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.series.SlotRules;
import io.foreflow.trainer.loop.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
        "covariates=a known-covariates=b members=2 disturbed=1",
        "members=lstm,ridge scale-weight=0.5"
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

  @Test
  void readingsInFilesMakeTheSameFile(@TempDir Path folder) throws Exception {
    Path csv = Files.writeString(folder.resolve("history.csv"), csv());
    Map<String, String> options = SmallTraining.options(4);
    options.putAll(
        Map.of(
            "covariates",
            "a",
            "known-covariates",
            "b",
            "members",
            "2",
            "disturbed",
            "1",
            "cell",
            "min-lstm"));
    TrainingConfig config = TrainingConfig.builder().set(options).build();
    WorkSpace onHeap = new WorkSpace(folder.resolve("heap"), Long.MAX_VALUE);
    WorkSpace inFiles = new WorkSpace(folder.resolve("files"), 0);

    byte[] held = train(read(csv, onHeap), config, onHeap);
    byte[] made = train(read(csv, inFiles), config, inFiles);

    assertThat(folder.resolve("heap")).doesNotExist();
    assertThat(folder.resolve("files")).isEmptyDirectory();
    assertThat(HistoryDigest.of(made)).isEqualTo(HistoryDigest.of(held));
  }

  private static List<SeriesHistory> read(Path csv, WorkSpace space) throws Exception {
    return CsvHistory.read(
            csv, CsvFormat.DEFAULT, SlotRules.defaults(3_600_000), List.of("a", "b"), space)
        .series();
  }

  /** Readings of nine series with two covariates, in the order of time. */
  private static String csv() {
    List<SeriesHistory> histories =
        GeneratedCovariates.beside(GeneratedSeries.hourly(9, 200, 6), List.of("a", "b"), 0, 7);
    StringBuilder text = new StringBuilder("unique_id,ds,y,a,b\n");
    for (int slot = 0; slot < 200; slot++) {
      for (SeriesHistory one : histories) {
        text.append(one.series()).append(',').append(3_600_000 * (one.firstSlot() + slot));
        text.append(',').append(cell(one.value(slot)));
        text.append(',').append(cell(one.covariates().at(slot, 0)));
        text.append(',').append(cell(one.covariates().at(slot, 1))).append('\n');
      }
    }
    return text.toString();
  }

  private static String cell(float value) {
    return Float.isNaN(value) ? "" : "" + value;
  }

  private static byte[] train(
      List<SeriesHistory> histories, TrainingConfig config, WorkSpace space) {
    TrainingRun run = TrainingRun.with(TrainingListener.NONE).in(space);
    return new Trainer().train(histories, config, run).file();
  }
}
