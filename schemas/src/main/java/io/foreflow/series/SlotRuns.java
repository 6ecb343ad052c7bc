package io.foreflow.series;

import io.foreflow.wire.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Steps a series from reading to reading, in order of time, and keeps what it stepped. */
final class SlotRuns {
  private static final int FIRST_SLOTS = 64;

  private final SlotRules rules;
  private final List<SlotRun> done = new ArrayList<>();
  private final float[][] values;
  private long firstSlot;
  private int slots;
  private int stepped;

  SlotRuns(SlotRules rules, int covariates) {
    this.rules = rules;
    this.values = new float[1 + covariates][FIRST_SLOTS];
  }

  void step(Reading reading) {
    long slot = rules.grid().slot(reading.time());
    if (slots == 0) {
      begin(slot, reading);
      return;
    }
    switch (SlotStep.of(firstSlot + slots - 1, slot, rules.maxGap())) {
      case STEPS -> {
        while (firstSlot + slots < slot) {
          room();
          slots++;
        }
        put(reading);
      }
      case STARTS_AFRESH -> {
        end();
        begin(slot, reading);
      }
      case DUPLICATE, LATE -> {}
    }
  }

  private void begin(long slot, Reading reading) {
    firstSlot = slot;
    put(reading);
  }

  private void put(Reading reading) {
    room();
    values[0][slots] = reading.value();
    for (int i = 1; i < values.length; i++) {
      values[i][slots] = reading.covariates()[i - 1];
    }
    slots++;
    stepped++;
  }

  /** Makes room for one more slot, which is missing so far. */
  private void room() {
    for (int i = 0; i < values.length; i++) {
      if (slots == values[i].length) {
        values[i] = Arrays.copyOf(values[i], Math.multiplyExact(slots, 2));
      }
      values[i][slots] = Float.NaN;
    }
  }

  private void end() {
    float[][] own = new float[values.length][];
    for (int i = 0; i < own.length; i++) {
      own[i] = Arrays.copyOf(values[i], slots);
    }
    done.add(new SlotRun(firstSlot, own, stepped));
    slots = 0;
    stepped = 0;
  }

  List<SlotRun> done() {
    if (slots > 0) {
      end();
    }
    return List.copyOf(done);
  }
}
