package io.foreflow.job.decode;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;

/** The watermark of one partition: behind its front by as much as readings may be out of order. */
final class FrontWatermarks implements WatermarkGenerator<Arrival> {
  private static final long NOT_STARTED = Long.MIN_VALUE;

  private final long outOfOrderMillis;
  private final long patienceNanos;
  private final RelativeClock clock;
  private final PartitionFront front;

  private long started = NOT_STARTED;

  /**
   * Follows the readings of one partition.
   *
   * @param patience how long after its first reading a partition of one series is asked for another
   * @param enough the number of readings in a row with which a series moves the watermark alone
   */
  FrontWatermarks(Duration maxOutOfOrderness, Duration patience, int enough, RelativeClock clock) {
    this.outOfOrderMillis = maxOutOfOrderness.toMillis();
    this.patienceNanos = patience.toNanos();
    this.clock = clock;
    this.front = new PartitionFront(enough);
  }

  @Override
  public void onEvent(Arrival arrival, long time, WatermarkOutput output) {
    if (arrival instanceof AcceptedReading accepted) {
      front.add(accepted.reading().series(), time);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (front.isOfOneSeries()) {
      long now = clock.relativeTimeNanos();
      if (started == NOT_STARTED) {
        started = now;
      }
      if (now - started >= patienceNanos) {
        front.follow();
      }
    }
    if (front.time() != PartitionFront.NOWHERE) {
      output.emitWatermark(new Watermark(front.time() - outOfOrderMillis - 1));
    }
  }
}
