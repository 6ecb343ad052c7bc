package io.foreflow.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The steps of a demo of drift so far, and what it does now. Thread-safe. */
final class DriftStory {

  private final long began = System.nanoTime();
  private final List<DriftStep> steps = new ArrayList<>();
  private final Consumer<DriftStep> each;
  private final Consumer<String> eachDoing;
  private String doing = "";

  /**
   * @param each is given each step at once
   * @param eachDoing is told at once what goes on
   */
  DriftStory(Consumer<DriftStep> each, Consumer<String> eachDoing) {
    this.each = each;
    this.eachDoing = eachDoing;
  }

  /** Time since the start. */
  Duration since() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /**
   * Takes a step.
   *
   * @param eventTime the newest reading, in epoch milliseconds; the smallest number for none
   */
  void tell(
      DriftStep.Kind kind,
      long eventTime,
      @Nullable String version,
      String why,
      Map<String, Object> figures) {
    DriftStep step =
        new DriftStep(
            kind,
            since(),
            eventTime == Long.MIN_VALUE ? null : Instant.ofEpochMilli(eventTime),
            version,
            why,
            figures);
    synchronized (this) {
      steps.add(step);
    }
    each.accept(step);
  }

  /** Says what goes on until the next step. */
  void doing(String what) {
    synchronized (this) {
      doing = what;
    }
    eachDoing.accept(what);
  }

  synchronized String doing() {
    return doing;
  }

  synchronized List<DriftStep> steps() {
    return List.copyOf(steps);
  }

  synchronized boolean has(DriftStep.Kind kind) {
    return steps.stream().anyMatch(step -> step.kind() == kind);
  }
}
