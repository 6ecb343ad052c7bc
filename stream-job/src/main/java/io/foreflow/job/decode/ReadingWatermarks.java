package io.foreflow.job.decode;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.Arrival;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkAlignmentParams;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks by the times of readings, one generator for each partition. The watermark stays behind
 * the newest time that two series have reached by as much as readings may be out of order: see
 * {@link PartitionFront}. A partition without readings for a while is idle and holds no watermark
 * back.
 *
 * <p>Rejected records have no effect: they neither move the watermark nor keep a partition from
 * being idle.
 */
public final class ReadingWatermarks implements WatermarkStrategy<Arrival> {
  private static final long serialVersionUID = 1;

  /**
   * How often the drift is checked, which is how often watermarks are made. A task may get ahead
   * between two checks.
   */
  private static final Duration DRIFT_CHECKED_EVERY = Duration.ofMillis(200);

  /**
   * The longest wait for a second series after the start. A series that sends at all has sent by
   * then.
   */
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(5);

  private final WatermarkStrategy<Arrival> ofReadings;

  /**
   * Watermarks by these rules.
   *
   * @param maxOutOfOrderness how much older than the newest reading before it a reading may be
   * @param idleTimeout after how long without a reading a partition is idle; zero for never
   * @param maxDrift how far ahead of the slowest task a task may read; zero for no limit
   * @param enough the number of readings in a row with which a series moves the watermark alone
   */
  public ReadingWatermarks(
      Duration maxOutOfOrderness, Duration idleTimeout, Duration maxDrift, int enough) {
    Duration patience = patience(idleTimeout);
    WatermarkStrategy<Arrival> bounded =
        WatermarkStrategy.forGenerator(
            context ->
                new FrontWatermarks(
                    maxOutOfOrderness, patience, enough, context.getInputActivityClock()));
    WatermarkStrategy<Arrival> idling =
        idleTimeout.isZero() ? bounded : bounded.withIdleness(idleTimeout);
    ofReadings =
        maxDrift.isZero()
            ? idling
            : idling.withWatermarkAlignment("readings", maxDrift, DRIFT_CHECKED_EVERY);
  }

  /**
   * How long to wait for a second series: less than until the partition is idle, or its one series
   * would move nothing.
   */
  private static Duration patience(Duration idleTimeout) {
    Duration half = idleTimeout.dividedBy(2);
    return half.compareTo(LONGEST_PATIENCE) < 0 ? half : LONGEST_PATIENCE;
  }

  @Override
  public TimestampAssigner<Arrival> createTimestampAssigner(
      TimestampAssignerSupplier.Context context) {
    return (arrival, recorded) ->
        arrival instanceof AcceptedReading accepted ? accepted.reading().time() : recorded;
  }

  @Override
  public WatermarkGenerator<Arrival> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new OfReadings(ofReadings.createWatermarkGenerator(context));
  }

  @Override
  public WatermarkAlignmentParams getAlignmentParameters() {
    return ofReadings.getAlignmentParameters();
  }

  private record OfReadings(WatermarkGenerator<Arrival> generator)
      implements WatermarkGenerator<Arrival> {
    @Override
    public void onEvent(Arrival arrival, long time, WatermarkOutput output) {
      if (arrival instanceof AcceptedReading) {
        generator.onEvent(arrival, time, output);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      generator.onPeriodicEmit(output);
    }
  }
}
