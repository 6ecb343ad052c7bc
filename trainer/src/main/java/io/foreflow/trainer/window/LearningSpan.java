package io.foreflow.trainer.window;

import io.foreflow.trainer.features.FeaturedSeries;
import java.util.List;

/**
 * The slots of one series that may be learnt from.
 *
 * @param features the whole series
 * @param firstWarm the first slot whose forecast counts
 * @param end the slot after the last one to learn from
 */
public record LearningSpan(FeaturedSeries features, int firstWarm, int end) {

  /** The spans of all series, without their held-out tails. */
  public static List<LearningSpan> of(
      List<? extends FeaturedSeries> series, int warmup, int heldOut) {
    return series.stream()
        .map(
            one ->
                new LearningSpan(
                    one, one.firstSeen(Math.max(1, warmup)), one.history().slots() - heldOut))
        .toList();
  }

  /**
   * A window that starts from a zero state. This state is correct only at the very start of the
   * series.
   */
  Window fromZero(int start, int length, int burnIn) {
    return window(start, length, start == 0 ? 0 : start + burnIn, false);
  }

  /** A window that continues where the one before ended. */
  Window goingOn(int start, int length, int firstOrigin) {
    return window(start, length, firstOrigin, true);
  }

  private Window window(int start, int length, int firstOrigin, boolean goesOn) {
    int within = Math.min(length, end - start);
    return new Window(features, start, within, Math.max(firstOrigin, firstWarm), end, goesOn);
  }

  /**
   * The windows whose targets are held out: the ends of the spans that have any. Of many spans,
   * some are taken, at even distances.
   */
  public static List<Window> heldOut(List<LearningSpan> spans, TailConfig tail) {
    if (tail.slots() == 0) {
      return List.of();
    }
    List<Window> windows =
        spans.stream().map(span -> span.validation(tail)).filter(Window::teaches).toList();
    return EvenChoice.of(windows, TailConfig.MOST_SERIES);
  }

  /** The end of the series. The targets of its origins are in the held-out tail. */
  public Window validation(TailConfig tail) {
    int slots = features.history().slots();
    int start = Math.max(0, slots - tail.runUp() - tail.slots());
    int firstOrigin = Math.max(0, Math.max(slots - tail.slots() - 1, firstWarm));
    return new Window(features, start, slots - start, firstOrigin, slots, false);
  }
}
