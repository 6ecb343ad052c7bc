package io.foreflow.benchmarks.anomaly;

import java.util.ArrayList;
import java.util.List;

/**
 * How alarms compare with the truth. An alarm belongs to a fault of its series if it comes within
 * the fault or up to {@value #GRACE} slots later. Any other alarm is false.
 *
 * @param faults how many faults there were
 * @param found how many of them had an alarm
 * @param delays slots from the begin of each found fault to its first alarm
 * @param alarms how many alarms there were
 * @param right how many of them belong to a fault
 * @param weeks series-weeks that count
 */
record Judgement(int faults, int found, List<Integer> delays, int alarms, int right, double weeks) {

  /** The slots after a fault in which an alarm still belongs to it: the default of merge. */
  static final int GRACE = 6;

  Judgement {
    delays = List.copyOf(delays);
  }

  static Judgement of(List<Alarm> alarms, List<LabelledFault> faults, double weeks) {
    List<Integer> delays = new ArrayList<>();
    for (LabelledFault fault : faults) {
      alarms.stream()
          .filter(alarm -> belongs(alarm, fault))
          .mapToInt(alarm -> alarm.slot() - fault.begin())
          .min()
          .ifPresent(delays::add);
    }
    int right =
        (int)
            alarms.stream()
                .filter(alarm -> faults.stream().anyMatch(fault -> belongs(alarm, fault)))
                .count();
    return new Judgement(faults.size(), delays.size(), delays, alarms.size(), right, weeks);
  }

  private static boolean belongs(Alarm alarm, LabelledFault fault) {
    return alarm.series() == fault.series()
        && alarm.slot() >= fault.begin()
        && alarm.slot() <= fault.end() + GRACE;
  }

  /** How many alarms belong to no fault. */
  int wrong() {
    return alarms - right;
  }

  /** This and another, as if they were one. */
  Judgement plus(Judgement other) {
    List<Integer> both = new ArrayList<>(delays);
    both.addAll(other.delays);
    return new Judgement(
        faults + other.faults,
        found + other.found,
        both,
        alarms + other.alarms,
        right + other.right,
        weeks + other.weeks);
  }

  /** The share of faults that were found, in percent. */
  double recall() {
    return 100.0 * found / Math.max(1, faults);
  }

  /** The share of alarms that belong to a fault, in percent. */
  double precision() {
    return 100.0 * right / Math.max(1, alarms);
  }

  /** The mean slots from the begin of a fault to its first alarm. */
  double delay() {
    return delays.stream().mapToInt(Integer::intValue).average().orElse(0);
  }

  /** False alarms in a series and week. */
  double falsePerWeek() {
    return wrong() / weeks;
  }
}
