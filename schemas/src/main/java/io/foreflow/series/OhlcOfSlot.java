package io.foreflow.series;

import io.foreflow.wire.Reading;
import java.util.List;

/**
 * Open, high, low and close of a slot's values that are not missing. The close becomes the value,
 * the other three become covariates. The result has the time and the record of the slot's last
 * reading.
 *
 * @param <R> what the readings come as
 * @param openTime the time of the first value
 * @param closeTime the time of the last value
 */
public record OhlcOfSlot<R extends HasReading>(
    R latest, long openTime, float open, float high, float low, long closeTime, float close)
    implements OpenSlot<R> {

  /** The names of the covariates of the result, in their order. */
  public static final List<String> NAMES = List.of("open", "high", "low");

  /** How many covariates the result has. */
  public static final int COVARIATES = NAMES.size();

  /** The prices after a slot's first reading. */
  public static <R extends HasReading> OhlcOfSlot<R> of(R first) {
    long time = first.reading().time();
    float value = first.reading().value();
    return new OhlcOfSlot<>(first, time, value, value, value, time, value);
  }

  @Override
  public OpenSlot<R> with(R next) {
    R last = next.reading().time() >= latest.reading().time() ? next : latest;
    long time = next.reading().time();
    float value = next.reading().value();
    if (Float.isNaN(value)) {
      return new OhlcOfSlot<>(last, openTime, open, high, low, closeTime, close);
    }
    if (Float.isNaN(close)) {
      return new OhlcOfSlot<>(last, time, value, value, value, time, value);
    }
    boolean opens = time < openTime;
    boolean closes = time >= closeTime;
    return new OhlcOfSlot<>(
        last,
        opens ? time : openTime,
        opens ? value : open,
        Math.max(high, value),
        Math.min(low, value),
        closes ? time : closeTime,
        closes ? value : close);
  }

  @Override
  public Reading reading() {
    Reading last = latest.reading();
    return new Reading(last.series(), last.time(), close, new float[] {open, high, low});
  }
}
