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
 * Puts readings in the order of their times, and makes one reading of those of a slot where the
 * pipeline does. Readings that don't fit the heap wait in a file. The series stay mixed, because
 * readings of many series are stepped together.
 */
final class OrderedReadings implements AutoCloseable {
  /** Stands for the record of a reading, which nobody asks for after it was decoded. */
  private static final RawRecord NO_RECORD =
      new RawRecord("", 0, 0, -1, null, null, RawRecord.NO_HEADERS);

  /** All readings are sorted together. */
  private static final int ALL = 0;

  private final Function<String, SlotPolicy> policies;
  private final RowSorter sorter;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Series> series = new ArrayList<>();

  /**
   * No readings yet.
   *
   * @param policies what becomes of several readings of a slot, by series
   */
  OrderedReadings(Function<String, SlotPolicy> policies, WorkSpace space) {
    this.policies = policies;
    this.sorter = new RowSorter(space);
  }

  /** The slot of one series that is open. */
  private static final class Series {
    final String name;
    final SlotPolicy policy;
    @Nullable SlotContent<AcceptedReading> slot;
    long due;

    Series(String name, SlotPolicy policy) {
      this.name = name;
      this.policy = policy;
    }

    void passOnSlot(Consumer<AcceptedReading> next) {
      if (slot != null) {
        next.accept(AcceptedReading.of(slot));
        slot = null;
      }
    }
  }

  void add(AcceptedReading accepted) {
    Reading reading = accepted.reading();
    int number =
        numbers.computeIfAbsent(
            reading.series(),
            added -> {
              series.add(new Series(added, policies.apply(added)));
              return series.size() - 1;
            });
    float[] values = new float[1 + reading.covariates().length];
    values[0] = reading.value();
    System.arraycopy(reading.covariates(), 0, values, 1, reading.covariates().length);
    sorter.add(ALL, reading.time(), number, values);
  }

  /** Passes on all readings. */
  void passOn(Consumer<AcceptedReading> next) {
    sorter.forEach(row -> take(row, series.get(row.tag()), next));
    series.forEach(each -> each.passOnSlot(next));
  }

  private static void take(Row row, Series series, Consumer<AcceptedReading> next) {
    AcceptedReading reading = new AcceptedReading(reading(row, series.name), NO_RECORD);
    if (!series.policy.fits(reading.reading())) {
      return;
    }
    long due = series.policy.due(reading.reading());
    if (series.slot instanceof OpenSlot<AcceptedReading> open && series.due == due) {
      series.slot = open.with(reading);
    } else {
      series.passOnSlot(next);
      series.slot = series.policy.begin(reading);
      series.due = due;
    }
  }

  private static Reading reading(Row row, String series) {
    float[] values = row.numbers();
    float[] covariates =
        values.length == 1 ? Reading.NO_COVARIATES : Arrays.copyOfRange(values, 1, values.length);
    return new Reading(series, row.key(), values[0], covariates);
  }

  @Override
  public void close() {
    sorter.close();
  }
}
