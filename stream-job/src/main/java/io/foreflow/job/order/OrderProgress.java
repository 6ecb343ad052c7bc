package io.foreflow.job.order;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The progress of a task, which outlives restarts: how far the watermark has come, and how many
 * readings are held.
 *
 * <p>Flink forgets the watermark at a restart. Without it, a reading for a slot that was closed
 * before would open that slot a second time.
 */
final class OrderProgress {
  private final ListState<Long> watermarks;
  private final ListState<Long> counts;
  private final long restoredWatermark;

  /** The sum over all tasks is right. After rescaling, one task may have counted for another. */
  private long held;

  OrderProgress(OperatorStateStore store) throws Exception {
    watermarks = store.getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
    counts = store.getListState(new ListStateDescriptor<>("held-count", Types.LONG));
    // The watermark of the slowest of several tasks: no reading that is in time may count as late.
    long watermark = Long.MAX_VALUE;
    for (long each : watermarks.get()) {
      watermark = Math.min(watermark, each);
    }
    restoredWatermark = watermark == Long.MAX_VALUE ? Long.MIN_VALUE : watermark;
    for (long each : counts.get()) {
      held += each;
    }
  }

  /** The watermark of the task, if Flink has come to {@code current} since the last restart. */
  long watermark(long current) {
    return Math.max(current, restoredWatermark);
  }

  void add(long readings) {
    held += readings;
  }

  long held() {
    return held;
  }

  /**
   * Saves the progress before a snapshot. The last watermark of a drained input stands for no time
   * and is not kept.
   */
  void save(long currentWatermark) throws Exception {
    long watermark = watermark(currentWatermark);
    watermarks.clear();
    watermarks.add(watermark == Long.MAX_VALUE ? Long.MIN_VALUE : watermark);
    counts.clear();
    counts.add(held);
  }
}
