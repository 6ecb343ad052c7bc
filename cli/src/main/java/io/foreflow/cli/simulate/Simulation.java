package io.foreflow.cli.simulate;

import io.foreflow.cli.kafka.ReadingSink;
import io.foreflow.wire.Reading;
import io.foreflow.wire.WireFormat;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A live stream of readings at a rate, with bad records among them. It ends after a time or when it
 * is stopped.
 */
public final class Simulation {

  private final SimulationSpec spec;
  private final Pace pace;
  private final BadOrder bad;
  private final LongSupplier nanos;
  private final LongConsumer sleeper;

  public Simulation(SimulationSpec spec, Pace pace, BadOrder bad) {
    this(spec, pace, bad, System::nanoTime, LockSupport::parkNanos);
  }

  Simulation(
      SimulationSpec spec, Pace pace, BadOrder bad, LongSupplier nanos, LongConsumer sleeper) {
    this.spec = spec;
    this.pace = pace;
    this.bad = bad;
    this.nanos = nanos;
    this.sleeper = sleeper;
  }

  /**
   * Runs in the calling thread. Every bad record that was ordered is injected, the last ones at the
   * end if the stream was slower than its rate; unless it was told to stop.
   *
   * @return the number of readings
   */
  public long run(ReadingSink sink, BooleanSupplier stop) {
    return run(SimulatedSeries.of(spec), sink, stop);
  }

  /** Runs with series that may have faults. */
  public long run(SimulatedSeries fleet, ReadingSink sink, BooleanSupplier stop) {
    return run(fleet, sink, stop, slot -> {});
  }

  /**
   * Runs with series that may have faults.
   *
   * @param slots is given each slot once, before its first reading is sent
   */
  long run(SimulatedSeries fleet, ReadingSink sink, BooleanSupplier stop, LongConsumer slots) {
    ReadingFeed feed = new ReadingFeed(fleet, spec.startSlot());
    long announced = spec.startSlot() - 1;
    BadRecordMaker records = new BadRecordMaker(bad.format());
    BadRecordSchedule schedule = schedule();
    RateLimiter limiter = new RateLimiter(pace.perSecond(), nanos, sleeper);
    long end = pace.duration().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    long readings = 0;
    Reading reading = feed.next();
    while (!stop.getAsBoolean() && limiter.elapsed() < end) {
      limiter.await(readings);
      if (schedule.takeBefore(readings)) {
        sink.bad(reading.series(), records.next(reading));
      }
      for (long slot = spec.grid().slot(reading.time()); announced < slot; ) {
        slots.accept(++announced);
      }
      sink.reading(reading);
      reading = feed.next();
      readings++;
    }
    if (!stop.getAsBoolean()) {
      for (int rest = schedule.takeRest(); rest > 0; rest--) {
        sink.bad(reading.series(), records.next(reading));
      }
    }
    return readings;
  }

  /**
   * Sends whole slots at the rate, without bad records, until it is told to stop.
   *
   * @param from the first slot
   * @return the slot after the last one, from which another simulation can continue
   */
  public long runSlots(SimulatedSeries fleet, long from, ReadingSink sink, BooleanSupplier stop) {
    RateLimiter limiter = new RateLimiter(pace.perSecond(), nanos, sleeper);
    long readings = 0;
    long slot = from;
    for (; !stop.getAsBoolean(); slot++) {
      for (int number = 0; number < fleet.size(); number++) {
        if (!fleet.missing(number, slot)) {
          limiter.await(readings++);
          sink.reading(fleet.reading(number, slot));
        }
      }
    }
    return slot;
  }

  private BadRecordSchedule schedule() {
    return pace.duration()
        .map(duration -> BadRecordSchedule.over(bad.count(), expected(duration)))
        .orElseGet(() -> BadRecordSchedule.endless(bad.count()));
  }

  private double expected(Duration duration) {
    return pace.perSecond() * duration.toNanos() / 1e9;
  }

  /**
   * The speed and the length of a stream.
   *
   * @param perSecond readings a second
   * @param duration wall-clock time; empty for no end
   */
  public record Pace(double perSecond, Optional<Duration> duration) {}

  /** The number of bad records, and the format that they break. */
  public record BadOrder(int count, WireFormat format) {

    public static BadOrder none(WireFormat format) {
      return new BadOrder(0, format);
    }
  }
}
