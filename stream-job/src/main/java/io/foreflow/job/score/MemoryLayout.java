package io.foreflow.job.score;

import io.foreflow.job.state.SeriesState;
import io.foreflow.manifest.Manifest;
import io.foreflow.outcome.OutcomePlan;
import io.foreflow.outcome.TrackedSteps;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * What lies behind the floats of a state, and where. First comes the memory of the model's
 * forecasts, then each of the {@linkplain StateSection sections} that there are, in their order.
 * Memories of former models follow and are no part of this.
 *
 * @param horizon how many steps ahead the model forecasts
 * @param levels of its quantiles, one or more
 * @param steps that are tracked, ascending
 * @param calibrated whether bands are calibrated
 * @param sections that there are
 */
record MemoryLayout(
    int horizon,
    List<Double> levels,
    List<Integer> steps,
    boolean calibrated,
    Set<StateSection> sections) {

  MemoryLayout {
    levels = List.copyOf(levels);
    steps = List.copyOf(steps);
    sections = Set.copyOf(sections);
  }

  /** The layout for a model of quantiles. */
  static MemoryLayout of(Manifest manifest, ScoreSettings settings) {
    return new MemoryLayout(
        manifest.horizon(),
        manifest.levels(),
        Arrays.stream(settings.steps().of(manifest.horizon())).boxed().toList(),
        settings.calibrate(),
        settings.sections());
  }

  /** The plan of the memory. */
  OutcomePlan plan() {
    List<String> texts = steps.stream().map(String::valueOf).toList();
    return new OutcomePlan(horizon, levels, new TrackedSteps(texts), calibrated);
  }

  /** A number for everything here but the model; never {@link SeriesState#NO_LAYOUT}. */
  int number() {
    StringBuilder text = new StringBuilder(steps.toString());
    if (calibrated) {
      text.append(" calibrated");
    }
    for (StateSection section : StateSection.values()) {
      if (sections.contains(section)) {
        text.append(' ').append(section.name());
      }
    }
    CRC32 crc = new CRC32();
    crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % (SeriesState.LAYOUTS - 1)) + 1;
  }

  /** How many bytes the memory and the sections take. */
  int bytes() {
    OutcomePlan plan = plan();
    int bytes = plan.bytes();
    for (StateSection section : sections) {
      bytes += section.bytes(plan);
    }
    return bytes;
  }

  /** Where a section begins, from the beginning of the memory. There may be none. */
  int offset(StateSection section) {
    OutcomePlan plan = plan();
    int offset = plan.bytes();
    for (StateSection before : StateSection.values()) {
      if (before == section) {
        break;
      }
      offset += sections.contains(before) ? before.bytes(plan) : 0;
    }
    return offset;
  }

  /**
   * Lays out what another layout of the same model kept. What is only in one of the two is left
   * out, or zeros.
   *
   * @param at where the memory begins in both
   * @return whether the memory means the same in both; if not, nothing is done
   */
  boolean copy(MemoryLayout other, byte[] from, byte[] to, int at) {
    if (!steps.equals(other.steps)) {
      return false;
    }
    OutcomePlan plan = plan();
    System.arraycopy(from, at, to, at, plan.bytes());
    for (StateSection section : sections) {
      if (other.sections.contains(section)) {
        int source = at + other.offset(section);
        System.arraycopy(from, source, to, at + offset(section), section.bytes(plan));
      }
    }
    return true;
  }
}
