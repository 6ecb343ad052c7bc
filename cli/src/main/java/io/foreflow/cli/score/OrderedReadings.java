package io.foreflow.cli.score;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.series.OpenSlot;
import io.foreflow.series.SlotContent;
import io.foreflow.series.SlotPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the readings of each series in the order of their times, and makes one reading of those of a
 * slot where the pipeline does. Holds all readings until the last one has come.
 */
final class OrderedReadings {
  private final Function<String, SlotPolicy> policies;
  private final Map<String, List<AcceptedReading>> series = new LinkedHashMap<>();

  /**
   * No readings yet.
   *
   * @param policies what becomes of several readings of a slot, by series
   */
  OrderedReadings(Function<String, SlotPolicy> policies) {
    this.policies = policies;
  }

  void add(AcceptedReading reading) {
    series.computeIfAbsent(reading.reading().series(), added -> new ArrayList<>()).add(reading);
  }

  /** Passes on all readings, one series after the other. */
  void passOn(PipelineReadings.Taker next) throws IOException {
    for (Map.Entry<String, List<AcceptedReading>> each : series.entrySet()) {
      // Stable: readings of the same time stay in the order in which they came.
      each.getValue().sort(Comparator.comparingLong(reading -> reading.reading().time()));
      passOn(each.getValue(), policies.apply(each.getKey()), next);
    }
  }

  private static void passOn(
      List<AcceptedReading> readings, SlotPolicy policy, PipelineReadings.Taker next)
      throws IOException {
    @Nullable SlotContent<AcceptedReading> slot = null;
    long due = 0;
    for (AcceptedReading reading : readings) {
      if (!policy.fits(reading.reading())) {
        continue;
      }
      long itsDue = policy.due(reading.reading());
      if (slot instanceof OpenSlot<AcceptedReading> open && due == itsDue) {
        slot = open.with(reading);
      } else {
        if (slot != null) {
          next.take(AcceptedReading.of(slot));
        }
        slot = policy.begin(reading);
        due = itsDue;
      }
    }
    if (slot != null) {
      next.take(AcceptedReading.of(slot));
    }
  }
}
