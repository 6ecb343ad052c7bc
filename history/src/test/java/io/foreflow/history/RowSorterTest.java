package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSorterTest {

  private static final int WIDE = 5_000;

  @ParameterizedTest
  @ValueSource(longs = {0, 20_000, Long.MAX_VALUE})
  void sortsRowsAndKeepsOrderOfEqualOnes(long heapBytes, @TempDir Path folder) {
    List<Row> rows = rows(9);

    List<String> sorted = new ArrayList<>();
    try (RowSorter sorter = filled(rows, new WorkSpace(folder, heapBytes))) {
      sorter.forEach(row -> sorted.add(text(row)));
    }

    List<Row> expected = new ArrayList<>(rows);
    expected.sort(Comparator.comparingInt(Row::group).thenComparingLong(Row::key));
    assertThat(sorted).isEqualTo(expected.stream().map(RowSorterTest::text).toList());
  }

  private static String text(Row row) {
    return "%d %d %d %s"
        .formatted(row.group(), row.key(), row.tag(), Arrays.toString(row.numbers()));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 20_000, Long.MAX_VALUE})
  void tableFindsTheFirstOfEqualRows(long heapBytes, @TempDir Path folder) {
    List<Row> rows = rows(4);
    WorkSpace space = new WorkSpace(folder, heapBytes);

    RowTable table = RowTable.of(filled(rows, space), space);

    long distinct = rows.stream().map(row -> row.group() + " " + row.key()).distinct().count();
    assertThat(table.end(20)).isEqualTo(distinct);
    assertThat(table.repeats()).isEqualTo(rows.size() - distinct);
    for (Row row : rows) {
      Row first =
          rows.stream()
              .filter(each -> each.group() == row.group() && each.key() == row.key())
              .findFirst()
              .orElseThrow();
      long found = table.find(row.group(), row.key());
      assertThat(found).isBetween(table.begin(row.group()), table.end(row.group()) - 1);
      assertThat(table.tag(found)).isEqualTo(first.tag());
      float[] numbers = new float[first.numbers().length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = table.number(found, i);
      }
      assertThat(numbers).containsExactly(first.numbers());
      assertThat(table.find(row.group(), row.key() + 1)).isEqualTo(-1);
    }
    assertThat(table.find(19, 0)).as("a group without rows").isEqualTo(-1);
    assertThat(table.find(99, 0)).as("after the last group").isEqualTo(-1);
  }

  @Test
  void anEmptyTableFindsNothing(@TempDir Path folder) {
    WorkSpace space = new WorkSpace(folder, 0);

    RowTable table = RowTable.of(new RowSorter(space), space);

    assertThat(table.find(0, 0)).isEqualTo(-1);
    assertThat(table.begin(3)).isEqualTo(table.end(3));
  }

  /** Rows of some groups with even keys, some of them equal, one longer than every buffer. */
  private static List<Row> rows(int groups) {
    SplittableRandom random = new SplittableRandom(7);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      float[] numbers = new float[i == 700 ? WIDE : random.nextInt(4)];
      for (int n = 0; n < numbers.length; n++) {
        numbers[n] = random.nextInt(9) == 0 ? Float.NaN : i + n / 8f;
      }
      long key = (2 * (random.nextLong(300) - 100)) << (i % 3 == 0 ? 33 : 0);
      rows.add(new Row(2 * random.nextInt(groups), key, i, numbers));
    }
    return rows;
  }

  private static RowSorter filled(List<Row> rows, WorkSpace space) {
    RowSorter sorter = new RowSorter(space);
    rows.forEach(row -> sorter.add(row.group(), row.key(), row.tag(), row.numbers()));
    return sorter;
  }
}
