package io.foreflow.job.order;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.wire.Reading;
import java.util.Arrays;

/**
 * The mean of a slot's values, and of each covariate, over the readings where it is not missing.
 * What goes on has the time, and the record, of the slot's last reading.
 *
 * @param means of the value, then of the covariates; owned and not changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MeanOfSlot(AcceptedReading latest, ExactMean[] means) implements HeldSlot {
  static MeanOfSlot of(AcceptedReading first) {
    ExactMean[] none = new ExactMean[1 + first.reading().covariates().length];
    Arrays.fill(none, ExactMean.NONE);
    return new MeanOfSlot(first, plus(none, first.reading()));
  }

  @Override
  public HeldSlot with(AcceptedReading next) {
    boolean newer = next.reading().time() >= latest.reading().time();
    return new MeanOfSlot(newer ? next : latest, plus(means, next.reading()));
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
  public AcceptedReading reading() {
    float[] covariates = means.length == 1 ? Reading.NO_COVARIATES : new float[means.length - 1];
    for (int i = 0; i < covariates.length; i++) {
      covariates[i] = means[i + 1].value();
    }
    Reading last = latest.reading();
    return new AcceptedReading(
        new Reading(last.series(), last.time(), means[0].value(), covariates), latest.raw());
  }
}
