package io.foreflow.series;

import io.foreflow.wire.Reading;
import java.util.Arrays;

/**
 * The mean of a slot's values, and of each covariate, over the readings where it is not missing.
 * The result has the time and the record of the slot's last reading.
 *
 * @param <R> what the readings come as
 * @param means of the value, then of the covariates; owned and not changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MeanOfSlot<R extends HasReading>(R latest, ExactMean[] means) implements OpenSlot<R> {
  /** The mean after a slot's first reading. */
  public static <R extends HasReading> MeanOfSlot<R> of(R first) {
    ExactMean[] none = new ExactMean[1 + first.reading().covariates().length];
    Arrays.fill(none, ExactMean.NONE);
    return new MeanOfSlot<>(first, plus(none, first.reading()));
  }

  @Override
  public OpenSlot<R> with(R next) {
    boolean newer = next.reading().time() >= latest.reading().time();
    return new MeanOfSlot<>(newer ? next : latest, plus(means, next.reading()));
  }

  private static ExactMean[] plus(ExactMean[] means, Reading reading) {
    ExactMean[] sums = new ExactMean[means.length];
    sums[0] = means[0].with(reading.value());
    for (int i = 1; i < sums.length; i++) {
      sums[i] = means[i].with(reading.covariates()[i - 1]);
    }
    return sums;
  }

  @Override
  public Reading reading() {
    float[] covariates = means.length == 1 ? Reading.NO_COVARIATES : new float[means.length - 1];
    for (int i = 0; i < covariates.length; i++) {
      covariates[i] = means[i + 1].value();
    }
    Reading last = latest.reading();
    return new Reading(last.series(), last.time(), means[0].value(), covariates);
  }
}
