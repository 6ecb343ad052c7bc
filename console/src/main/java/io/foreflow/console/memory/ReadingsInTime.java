package io.foreflow.console.memory;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Readings without those that were late, which the topic of readings has too. */
final class ReadingsInTime {

  private ReadingsInTime() {}

  static ReadingRing.Readings without(ReadingRing.Readings all, Collection<LateReading> late) {
    if (late.isEmpty()) {
      return all;
    }
    Set<LateReading> left = new HashSet<>(late);
    long[] times = new long[all.times().length];
    float[] values = new float[times.length];
    int size = 0;
    for (int i = 0; i < times.length; i++) {
      if (!left.contains(new LateReading(all.times()[i], all.values()[i]))) {
        times[size] = all.times()[i];
        values[size++] = all.values()[i];
      }
    }
    return new ReadingRing.Readings(Arrays.copyOf(times, size), Arrays.copyOf(values, size));
  }
}
