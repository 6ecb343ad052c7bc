package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.series.SlotRules;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a history that does not fit its memory is the same as one that does. */
class HistoryInFileTest {

  private static final long HOUR = 3_600_000;

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 20_000})
  void isTheSameInFileAsInMemory(long heapBytes, @TempDir Path folder) throws HistoryException {
    List<SeriesHistory> inMemory = read(new WorkSpace(folder, Long.MAX_VALUE)).series();

    HistoryData inFile = read(new WorkSpace(folder, heapBytes));

    assertThat(HistoryDigest.of(inFile.series())).isEqualTo(HistoryDigest.of(inMemory));
    assertThat(inFile.series()).hasSameSizeAs(inMemory);
    for (int i = 0; i < inMemory.size(); i++) {
      SeriesHistory found = inFile.series().get(i);
      assertThat(found.series()).isEqualTo(inMemory.get(i).series());
      assertThat(found.values()).containsExactly(inMemory.get(i).values());
      assertThat(found.covariates().values())
          .containsExactly(inMemory.get(i).covariates().values());
    }
  }

  /** Readings of ten series in random order, some of them twice, some series with a long gap. */
  private static HistoryData read(WorkSpace space) throws HistoryException {
    HistoryBuilder builder = new HistoryBuilder(SlotRules.defaults(HOUR), List.of("a", "b"), space);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 5_000; i++) {
      int series = random.nextInt(10);
      long slot = random.nextInt(400) + (series == 4 && random.nextBoolean() ? 500L : 0);
      float value = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextDouble();
      builder.add("s" + series, slot * HOUR + random.nextInt(60_000), value, i, -i);
    }
    return builder.build();
  }

  @Test
  void leavesNoFileBehind(@TempDir Path folder) throws IOException, HistoryException {
    HistoryData data = read(new WorkSpace(folder, 0));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    assertThat(data.readings()).isPositive();
  }

  @Test
  void partsOfSeriesShareItsValues(@TempDir Path folder) throws HistoryException {
    SeriesHistory whole = read(new WorkSpace(folder, 0)).series().get(0);

    SeriesHistory part = whole.part(10, 30);

    assertThat(part.firstSlot()).isEqualTo(whole.firstSlot() + 10);
    assertThat(part.values()).containsExactly(whole.values(10, 30));
    assertThat(part.covariates().rows()).isEqualTo(20);
    assertThat(part.covariates().at(0, 1)).isEqualTo(whole.covariates().at(10, 1));
    assertThat(whole.part(10, whole.slots()).covariates().rows())
        .isEqualTo(whole.covariates().rows() - 10);
  }

  @Test
  void columnsBeyondTheHeapAreInTheFile(@TempDir Path folder) {
    try (ColumnStore store = new ColumnStore(new WorkSpace(folder, 40))) {
      FloatBuffer first = store.keep(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
      assertThat(store.usesFile()).isFalse();

      FloatBuffer second = store.keep(new float[] {11, 12});
      FloatBuffer third = store.floats(3);
      third.put(1, 13f);

      assertThat(store.usesFile()).isTrue();
      assertThat(first.get(9)).isEqualTo(10);
      assertThat(second.get(1)).isEqualTo(12);
      assertThat(third.get(0)).isZero();
      assertThat(third.get(1)).isEqualTo(13);
    }
  }

  @Test
  void saysWhichFolderHasNoRoom(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("a-file"));

    assertThatThrownBy(() -> read(new WorkSpace(file, 0)))
        .isInstanceOf(WorkSpaceException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--work-folder");
  }
}
