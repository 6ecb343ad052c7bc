package io.foreflow.trainer.fit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/** Batches of windows without end, epoch after epoch. */
final class WindowStream {

  private final WindowSampler sampler;
  private final int batch;
  private final SplittableRandom random;
  private Iterator<Window> epoch = List.<Window>of().iterator();

  WindowStream(WindowSampler sampler, int batch, SplittableRandom random) {
    this.sampler = sampler;
    this.batch = batch;
    this.random = random;
  }

  /** The next full batch. */
  List<Window> next() {
    List<Window> windows = new ArrayList<>(batch);
    while (windows.size() < batch) {
      if (!epoch.hasNext()) {
        List<Window> drawn = sampler.epoch(random.split());
        if (drawn.isEmpty()) {
          throw new IllegalArgumentException(
              "no series is long enough to learn from: one needs more slots than warm-up and"
                  + " validation together");
        }
        epoch = drawn.iterator();
      }
      windows.add(epoch.next());
    }
    return windows;
  }
}
