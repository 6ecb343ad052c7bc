package io.foreflow.cli.score;

import io.foreflow.history.Row;
import io.foreflow.history.RowSorter;
import io.foreflow.history.WorkSpace;
import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.series.OpenSlot;
import io.foreflow.series.SlotContent;
import io.foreflow.series.SlotPolicy;
import io.foreflow.wire.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the readings of each series in the order of their times, and makes one reading of those of a
 * slot where the pipeline does. Readings that don't fit the heap wait in a file.
 */
final class OrderedReadings implements AutoCloseable {
  /** Stands for the record of a reading, which nobody asks for after it was decoded. */
  private static final RawRecord NO_RECORD =
      new RawRecord("", 0, 0, -1, null, null, RawRecord.NO_HEADERS);

  private static final int NO_SERIES = -1;

  private final Function<String, SlotPolicy> policies;
  private final RowSorter sorter;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private int series = NO_SERIES;
  private SlotPolicy policy = SlotPolicy.EACH;
  private @Nullable SlotContent<AcceptedReading> slot;
  private long due;

  /**
   * No readings yet.
   *
   * @param policies what becomes of several readings of a slot, by series
   */
  OrderedReadings(Function<String, SlotPolicy> policies, WorkSpace space) {
    this.policies = policies;
    this.sorter = new RowSorter(space);
  }

  void add(AcceptedReading accepted) {
    Reading reading = accepted.reading();
    int number =
        numbers.computeIfAbsent(
            reading.series(),
            added -> {
              names.add(added);
              return names.size() - 1;
            });
    float[] values = new float[1 + reading.covariates().length];
    values[0] = reading.value();
    System.arraycopy(reading.covariates(), 0, values, 1, reading.covariates().length);
    sorter.add(number, reading.time(), 0, values);
  }

  /** Passes on all readings, one series after the other. */
  void passOn(Consumer<AcceptedReading> next) {
    sorter.forEach(row -> take(row, next));
    passOnSlot(next);
  }

  private void take(Row row, Consumer<AcceptedReading> next) {
    if (row.group() != series) {
      passOnSlot(next);
      series = row.group();
      policy = policies.apply(names.get(series));
    }
    float[] values = row.numbers();
    AcceptedReading reading =
        new AcceptedReading(
            new Reading(
                names.get(series),
                row.key(),
                values[0],
                values.length == 1
                    ? Reading.NO_COVARIATES
                    : Arrays.copyOfRange(values, 1, values.length)),
            NO_RECORD);
    if (!policy.fits(reading.reading())) {
      return;
    }
    long itsDue = policy.due(reading.reading());
    if (slot instanceof OpenSlot<AcceptedReading> open && due == itsDue) {
      slot = open.with(reading);
    } else {
      passOnSlot(next);
      slot = policy.begin(reading);
      due = itsDue;
    }
  }

  private void passOnSlot(Consumer<AcceptedReading> next) {
    if (slot != null) {
      next.accept(AcceptedReading.of(slot));
      slot = null;
    }
  }

  @Override
  public void close() {
    sorter.close();
  }
}
