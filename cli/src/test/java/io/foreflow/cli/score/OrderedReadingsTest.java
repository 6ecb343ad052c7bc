package io.foreflow.cli.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.history.WorkSpace;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.series.Duplicates;
import io.foreflow.series.SlotGrid;
import io.foreflow.series.SlotPolicy;
import io.foreflow.wire.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of readings on the heap and in a file. */
class OrderedReadingsTest {

  private static final int SLOTS = 400;

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE})
  void passesOnOneReadingOfEachSlot(long heapBytes, @TempDir Path folder) {
    SlotPolicy mean = SlotPolicy.of(Duplicates.MEAN, new SlotGrid(10), 1);
    Map<String, List<String>> found = new HashMap<>();
    try (OrderedReadings ordered =
        new OrderedReadings(
            series -> series.equals("each") ? SlotPolicy.EACH : mean,
            new WorkSpace(folder, heapBytes))) {
      for (int slot = SLOTS - 1; slot >= 0; slot--) {
        ordered.add(reading("mean", 10L * slot + 7, slot + 1, 5));
        ordered.add(reading("each", slot / 2, slot));
        ordered.add(reading("mean", 10L * slot + 2, slot - 1, 5));
        ordered.add(reading("mean", 10L * slot + 3, 1e6f));
      }
      ordered.passOn(accepted -> add(accepted.reading(), found));
    }

    Map<String, List<String>> expected = new HashMap<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      add(new Reading("mean", 10L * slot + 7, slot, new float[] {5}), expected);
    }
    // Readings of the same time stay in the order in which they came.
    for (int slot = 0; slot < SLOTS; slot++) {
      add(new Reading("each", slot / 2, slot % 2 == 0 ? slot + 1 : slot - 1), expected);
    }
    assertThat(found).isEqualTo(expected);
  }

  private static AcceptedReading reading(
      String series, long time, float value, float... covariates) {
    return new AcceptedReading(
        new Reading(series, time, value, covariates),
        new RawRecord("", 0, 0, -1, null, null, RawRecord.NO_HEADERS));
  }

  private static void add(Reading reading, Map<String, List<String>> bySeries) {
    bySeries
        .computeIfAbsent(reading.series(), added -> new ArrayList<>())
        .add("%d %s %d".formatted(reading.time(), reading.value(), reading.covariates().length));
  }
}
