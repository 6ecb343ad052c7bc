package io.foreflow.trainer.window;

import io.foreflow.trainer.random.RandomOrder;
import io.foreflow.trainer.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Windows at random places, each from a zero state. In an epoch each series has about as many
 * windows as cover it once, in random order.
 */
final class RandomWindows implements WindowSource {

  private final List<LearningSpan> spans;
  private final WindowConfig config;
  private final long seed;
  private long epochs;

  /**
   * The windows of the current epoch. The upper half of each number is a span, and the lower half a
   * start. A long history has so many windows that objects would take too much memory.
   */
  private long[] epoch = {};

  private int next;

  RandomWindows(List<LearningSpan> spans, WindowConfig config, long seed) {
    this.spans = List.copyOf(spans);
    this.config = config;
    this.seed = seed;
  }

  @Override
  public List<Window> next() {
    List<Window> windows = new ArrayList<>(config.batch());
    while (windows.size() < config.batch()) {
      if (next == epoch.length) {
        epoch = epoch(SeededRandom.of(seed, SeededRandom.Purpose.EPOCH, epochs++));
        next = 0;
        if (epoch.length == 0) {
          throw WindowSource.tooShort();
        }
      }
      windows.add(window((int) (epoch[next] >>> Integer.SIZE), (int) epoch[next]));
      next++;
    }
    return windows;
  }

  /** The windows of one epoch. */
  private long[] epoch(SplittableRandom random) {
    long[] windows = new long[Math.max(epoch.length, spans.size())];
    int drawn = 0;
    for (int index = 0; index < spans.size(); index++) {
      LearningSpan span = spans.get(index);
      int count = Math.max(1, (span.end() + config.length() - 1) / config.length());
      for (int i = 0; i < count; i++) {
        int latest = Math.max(0, span.end() - config.length());
        int start = latest == 0 ? 0 : random.nextInt(latest + 1);
        if (window(index, start).teaches()) {
          if (drawn == windows.length) {
            windows = Arrays.copyOf(windows, 2 * drawn);
          }
          windows[drawn++] = ((long) index << Integer.SIZE) | start;
        }
      }
    }
    RandomOrder.of(windows, drawn, random);
    return Arrays.copyOf(windows, drawn);
  }

  private Window window(int span, int start) {
    return spans.get(span).fromZero(start, config.length(), config.burnIn());
  }
}
