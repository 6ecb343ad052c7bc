package io.foreflow.trainer.fit;

import io.foreflow.trainer.features.SeriesFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chooses the windows: for an epoch, from each series about as many as cover it once, at random
 * places.
 */
final class WindowSampler {

  private final List<SeriesFeatures> series;
  private final FitConfig config;
  private final int warmup;

  WindowSampler(List<SeriesFeatures> series, FitConfig config, int warmup) {
    this.series = series;
    this.config = config;
    this.warmup = warmup;
  }

  /** The windows of one epoch, in random order. */
  List<Window> epoch(SplittableRandom random) {
    List<Window> windows = new ArrayList<>();
    for (SeriesFeatures features : series) {
      int end = features.history().slots() - config.validation();
      int count = Math.max(1, (end + config.window() - 1) / config.window());
      for (int i = 0; i < count; i++) {
        int latest = Math.max(0, end - config.window());
        Window window = window(features, latest == 0 ? 0 : random.nextInt(latest + 1), end);
        if (window.teaches()) {
          windows.add(window);
        }
      }
    }
    shuffle(windows, random);
    return windows;
  }

  /** The ends of all series, whose origins have their targets in the held-out tail. */
  List<Window> validation() {
    List<Window> windows = new ArrayList<>();
    for (SeriesFeatures features : series) {
      int slots = features.history().slots();
      int start = Math.max(0, slots - config.window() - config.validation());
      int firstOrigin = Math.max(slots - config.validation() - 1, firstWarm(features));
      Window window = new Window(features, start, slots - start, Math.max(0, firstOrigin), slots);
      if (window.teaches()) {
        windows.add(window);
      }
    }
    return windows;
  }

  private Window window(SeriesFeatures features, int start, int end) {
    int length = Math.min(config.window(), end - start);
    int firstOrigin = Math.max(start == 0 ? 0 : start + config.burnIn(), firstWarm(features));
    return new Window(features, start, length, firstOrigin, end);
  }

  private int firstWarm(SeriesFeatures features) {
    float[] seen = features.seen();
    int slot = 0;
    while (slot < seen.length && seen[slot] < Math.max(1, warmup)) {
      slot++;
    }
    return slot;
  }

  private static void shuffle(List<Window> windows, SplittableRandom random) {
    for (int i = windows.size() - 1; i > 0; i--) {
      windows.set(i, windows.set(random.nextInt(i + 1), windows.get(i)));
    }
  }
}
