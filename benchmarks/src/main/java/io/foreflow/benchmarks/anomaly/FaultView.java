package io.foreflow.benchmarks.anomaly;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a picture shows of one found fault: six days of its series with the calibrated band of the
 * first step, where the fault lies, and which episodes were open.
 *
 * @param fault its first and last slot in the view
 * @param episodes the same of each episode
 */
@SuppressWarnings("ArrayRecordComponent") // It holds the points of lines.
record FaultView(
    String name,
    float[] readings,
    float[] lower,
    float[] upper,
    int[] fault,
    List<int[]> episodes) {

  private static final int BEFORE = 48;
  static final int SLOTS = 144;

  /** The bands of all series, by series and slot. */
  static final class Bands {
    private final float[][] lower;
    private final float[][] upper;

    Bands(List<WatchedSeries> series) {
      lower = unknown(series);
      upper = unknown(series);
    }

    private static float[][] unknown(List<WatchedSeries> series) {
      float[][] values = new float[series.size()][];
      for (int i = 0; i < values.length; i++) {
        values[i] = new float[series.get(i).history().slots()];
        Arrays.fill(values[i], Float.NaN);
      }
      return values;
    }

    void put(int index, int slot, double low, double high) {
      lower[index][slot] = (float) low;
      upper[index][slot] = (float) high;
    }
  }

  /** The view of the first fault, by series and time, that was found. */
  static Optional<FaultView> first(
      String name, SimulatedStreams.Labelled labelled, List<Alarm> alarms, Bands bands) {
    return labelled.faults().stream()
        .filter(fault -> isFound(fault, alarms))
        .filter(fault -> fault.begin() + SLOTS < bands.lower[fault.series()].length)
        .findFirst()
        .map(fault -> of(name, fault, labelled.series().get(fault.series()), alarms, bands));
  }

  private static boolean isFound(LabelledFault fault, List<Alarm> alarms) {
    return alarms.stream()
        .anyMatch(
            alarm ->
                alarm.series() == fault.series()
                    && alarm.slot() >= fault.begin()
                    && alarm.slot() <= fault.end());
  }

  private static FaultView of(
      String name, LabelledFault fault, WatchedSeries series, List<Alarm> alarms, Bands bands) {
    int from = fault.begin() - BEFORE;
    List<int[]> episodes =
        alarms.stream()
            .filter(alarm -> alarm.series() == fault.series())
            .filter(alarm -> alarm.end() >= from && alarm.slot() < from + SLOTS)
            .map(alarm -> within(alarm.slot() - from, alarm.end() - from))
            .toList();
    return new FaultView(
        name,
        Arrays.copyOfRange(series.history().values(), from, from + SLOTS),
        Arrays.copyOfRange(bands.lower[fault.series()], from, from + SLOTS),
        Arrays.copyOfRange(bands.upper[fault.series()], from, from + SLOTS),
        within(BEFORE, fault.end() - from),
        episodes);
  }

  private static int[] within(int first, int last) {
    return new int[] {Math.max(0, first), Math.min(SLOTS - 1, last)};
  }
}
