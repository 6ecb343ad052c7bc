package io.foreflow.console.intake;

import io.foreflow.console.memory.Arrival;
import io.foreflow.console.memory.AsideRecord;
import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.Reading;
import org.jspecify.annotations.Nullable;

/** Takes the decoded records of series. */
public interface SeriesSink {

  void reading(Reading reading, Arrival arrival);

  /**
   * Takes a forecast.
   *
   * @param shadow whether it comes from the topic of the shadow model
   */
  void forecast(Forecast forecast, boolean shadow, Arrival arrival);

  void score(ForecastScore score, Arrival arrival);

  void anomaly(Anomaly anomaly, Arrival arrival);

  /**
   * Takes a late reading.
   *
   * @param reading what the record holds; null if it can't be read
   */
  void late(AsideRecord record, @Nullable Reading reading, Arrival arrival);
}
