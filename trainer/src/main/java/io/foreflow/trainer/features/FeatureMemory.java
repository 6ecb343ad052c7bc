package io.foreflow.trainer.features;

import io.foreflow.history.SeriesHistory;
import java.util.List;
import java.util.Locale;

/**
 * The heap that the features of histories take. A training holds those of all slots at once. This
 * is checked before they are computed, because otherwise a history that is too large would fail
 * minutes later.
 *
 * @param bytesPerSlot bytes that the features of one slot take
 * @param heapBytes bytes that the process may use as heap
 */
public record FeatureMemory(long bytesPerSlot, long heapBytes) {

  /** The rest is for the histories themselves, the network's weights and garbage. */
  private static final double SHARE = 0.85;

  private static final double GIB = 1L << 30;

  /** The memory of this process, for features of this function. */
  public static FeatureMemory of(FeatureFunction function) {
    return new FeatureMemory(function.bytesPerSlot(), Runtime.getRuntime().maxMemory());
  }

  /**
   * Checks that the features of histories fit.
   *
   * @param copies number of copies of each history whose features are held too
   * @throws IllegalArgumentException if they do not fit; says how many slots would fit
   */
  public void require(List<SeriesHistory> histories, int copies) {
    long slots = histories.stream().mapToLong(SeriesHistory::slots).sum();
    long perSlot = (bytesPerSlot + Float.BYTES) * (1 + copies);
    long need = (long) (slots * perSlot / SHARE);
    if (need <= heapBytes) {
      return;
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "the history is too large for the heap: the features of %,d slots need %.1f GiB, and"
                + " this process may use %.1f GiB. About %,d slots would fit: train on fewer series"
                + " or a shorter history, or allow more heap, as with FOREFLOW_OPTS=-Xmx%dg",
            slots,
            need / GIB,
            heapBytes / GIB,
            (long) (heapBytes * SHARE / perSlot),
            (long) Math.ceil(need / GIB)));
  }
}
