package io.foreflow.job.order;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.series.OpenSlot;
import io.foreflow.series.SlotContent;
import io.foreflow.series.SlotPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Holds the readings of the series that is the current key, and passes them on when they are due. A
 * series that holds readings has one timer, for the first one due. A series that holds none has
 * neither timer nor state.
 */
final class SeriesOrder {
  private final ValueState<byte[]> state;
  private final InternalTimerService<VoidNamespace> timers;
  private final OrderProgress progress;
  private final OrderMetrics metrics;
  private final Consumer<AcceptedReading> next;
  private final HeldCodec codec = new HeldCodec();

  /**
   * The order of one task's readings.
   *
   * @param state of the current key
   * @param next receives the readings in order
   */
  SeriesOrder(
      ValueState<byte[]> state,
      InternalTimerService<VoidNamespace> timers,
      OrderProgress progress,
      OrderMetrics metrics,
      Consumer<AcceptedReading> next) {
    this.state = state;
    this.timers = timers;
    this.progress = progress;
    this.metrics = metrics;
    this.next = next;
  }

  /** Takes a reading of the current key in. */
  void take(AcceptedReading reading, SlotPolicy policy) throws IOException {
    long due = policy.due(reading.reading());
    if (due <= progress.watermark(timers.currentWatermark())) {
      // Nothing older is held: everything older has gone on with the watermark.
      next.accept(AcceptedReading.of(policy.begin(reading)));
    } else {
      hold(reading, due, policy);
    }
  }

  private void hold(AcceptedReading reading, long due, SlotPolicy policy) throws IOException {
    HeldReadings held = new HeldReadings(state.value());
    SlotContent<AcceptedReading> waiting = policy.begin(reading);
    int open = policy.merges() ? held.find(due, HeldCodec.kind(waiting)) : HeldReadings.NONE;
    if (open != HeldReadings.NONE
        && codec.read(reading.reading().series(), held, open)
            instanceof OpenSlot<AcceptedReading> slot) {
      held.remove(open);
      codec.add(held, due, slot.with(reading));
      metrics.merged.inc();
    } else {
      codec.add(held, due, waiting);
      progress.add(1);
    }
    if (due < held.timer()) {
      if (held.timer() != Long.MAX_VALUE) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, held.timer());
      }
      setTimer(held, due);
    }
    state.update(held.bytes());
  }

  /** The timer of a series, which is the current key, has gone off. */
  void onTimer(String series) throws IOException {
    byte[] bytes = state.value();
    if (bytes == null) {
      return;
    }
    HeldReadings held = new HeldReadings(bytes);
    long watermark = timers.currentWatermark();
    List<Due> due = due(series, held, watermark);
    long nextDue = held.removeDue(watermark);
    if (held.isEmpty()) {
      state.clear();
    } else {
      setTimer(held, nextDue);
      state.update(held.bytes());
    }
    progress.add(-due.size());
    due.forEach(each -> next.accept(each.reading()));
  }

  private List<Due> due(String series, HeldReadings held, long watermark) throws IOException {
    List<Due> due = new ArrayList<>();
    for (int entry = held.first(); entry < held.end(); entry = held.next(entry)) {
      if (held.due(entry) <= watermark) {
        due.add(new Due(held.due(entry), AcceptedReading.of(codec.read(series, held, entry))));
      }
    }
    // Stable: readings of the same time stay in the order in which they came.
    due.sort(Comparator.comparingLong(Due::time));
    return due;
  }

  private void setTimer(HeldReadings held, long time) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
    held.setTimer(time);
  }

  private record Due(long time, AcceptedReading reading) {}
}
