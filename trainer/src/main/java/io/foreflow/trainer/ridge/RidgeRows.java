package io.foreflow.trainer.ridge;

import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.features.FeatureStretch;
import io.foreflow.trainer.window.LearningSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The origins that a ridge regression learns from, in the same order in each pass. Of a long
 * history they are stretches at even distances, so that a regression takes seconds of any history.
 */
final class RidgeRows {

  /** Number of blocks of time. Each is left out once. */
  static final int BLOCKS = 5;

  /** Number of slots of a stretch. */
  private static final int STRETCH = 256;

  /** Number of stretches whose features are made together. */
  private static final int TOGETHER = 64;

  /** The most slots that are looked at. */
  private static final int MOST_SLOTS = 200_000;

  private final List<LearningSpan> spans;
  private final FeatureMaker maker;
  private final int mostStretches;

  /** A stretch of the origins of a span. */
  private record Stretch(LearningSpan span, int from, int to) {

    FeatureMaker.Slots slots() {
      return new FeatureMaker.Slots(span.features(), from, to);
    }
  }

  RidgeRows(List<LearningSpan> spans, FeatureMaker maker) {
    this(spans, maker, MOST_SLOTS / STRETCH);
  }

  RidgeRows(List<LearningSpan> spans, FeatureMaker maker, int mostStretches) {
    this.spans = spans;
    this.maker = maker;
    this.mostStretches = mostStretches;
  }

  /** The number of origins of a history with so many slots, at most. */
  static long atMost(long slots) {
    return Math.min(slots, MOST_SLOTS);
  }

  /** Hands out each origin in turn, always in the same row. */
  void forEach(RidgeRow row, Consumer<RidgeRow> consumer) {
    long all = spans.stream().mapToLong(RidgeRows::stretches).sum();
    long kept = Math.min(all, mostStretches);
    List<Stretch> together = new ArrayList<>();
    long number = 0;
    for (LearningSpan span : spans) {
      for (int from = span.firstWarm(); from < span.end(); from += STRETCH) {
        number++;
        if (number * kept / all > (number - 1) * kept / all) {
          together.add(new Stretch(span, from, Math.min(span.end(), from + STRETCH)));
        }
        if (together.size() == TOGETHER) {
          hand(together, row, consumer);
          together.clear();
        }
      }
    }
    hand(together, row, consumer);
  }

  private static long stretches(LearningSpan span) {
    return Math.max(0, (span.end() - span.firstWarm() + STRETCH - 1) / STRETCH);
  }

  private void hand(List<Stretch> stretches, RidgeRow row, Consumer<RidgeRow> consumer) {
    List<FeatureStretch> made = maker.make(stretches.stream().map(Stretch::slots).toList());
    for (int i = 0; i < made.size(); i++) {
      Stretch one = stretches.get(i);
      int first = one.span().firstWarm();
      long slots = (long) one.span().end() - first;
      for (int slot = one.from(); slot < one.to(); slot++) {
        if (row.take(made.get(i), slot, one.span().end())) {
          row.block = (int) ((long) BLOCKS * (slot - first) / slots);
          consumer.accept(row);
        }
      }
    }
  }
}
