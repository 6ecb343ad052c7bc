package io.foreflow.trainer.window;

import io.foreflow.trainer.random.RandomOrder;
import io.foreflow.trainer.random.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
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
  private Iterator<Window> epoch = Collections.emptyIterator();

  RandomWindows(List<LearningSpan> spans, WindowConfig config, long seed) {
    this.spans = List.copyOf(spans);
    this.config = config;
    this.seed = seed;
  }

  @Override
  public List<Window> next() {
    List<Window> windows = new ArrayList<>(config.batch());
    while (windows.size() < config.batch()) {
      if (!epoch.hasNext()) {
        List<Window> drawn = epoch(SeededRandom.of(seed, SeededRandom.Purpose.EPOCH, epochs++));
        if (drawn.isEmpty()) {
          throw WindowSource.tooShort();
        }
        epoch = drawn.iterator();
      }
      windows.add(epoch.next());
    }
    return windows;
  }

  /** The windows of one epoch. */
  private List<Window> epoch(SplittableRandom random) {
    List<Window> windows = new ArrayList<>();
    for (LearningSpan span : spans) {
      int count = Math.max(1, (span.end() + config.length() - 1) / config.length());
      for (int i = 0; i < count; i++) {
        int latest = Math.max(0, span.end() - config.length());
        int start = latest == 0 ? 0 : random.nextInt(latest + 1);
        Window window = span.fromZero(start, config.length(), config.burnIn());
        if (window.teaches()) {
          windows.add(window);
        }
      }
    }
    RandomOrder.of(windows, random);
    return windows;
  }
}
