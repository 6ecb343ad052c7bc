package io.foreflow.cli.tail;

import io.foreflow.cli.view.ChartData;
import io.foreflow.cli.view.DisplayedSeries;
import io.foreflow.series.SlotGrid;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.Reading;
import io.foreflow.wire.StepScore;
import java.util.Optional;

/** What is known of a series that forecasts came of: the newest forecast, readings and scores. */
final class SeenSeries {

  private static final StepScore NOTHING = new StepScore(0, 0, 0, 0, 0, 0, 0);

  private final int kept;
  private final boolean readings;
  private final RecentRate rate = new RecentRate();
  private Forecast newest;
  private DisplayedSeries picture;
  private StepScore scores = NOTHING;

  /**
   * @param kept how many readings are kept
   * @param readings whether readings come; if not, the forecasts of one step ahead are shown
   */
  SeenSeries(Forecast first, int kept, boolean readings) {
    this.kept = kept;
    this.readings = readings;
    this.newest = first;
    this.picture = picture(first);
  }

  private DisplayedSeries picture(Forecast of) {
    return new DisplayedSeries(of.series(), new SlotGrid(of.cadenceMillis()), kept);
  }

  void forecast(Forecast forecast, long writtenAt) {
    if (forecast.cadenceMillis() != newest.cadenceMillis()) {
      picture = picture(forecast);
    }
    newest = forecast;
    rate.note(writtenAt);
    if (forecast.classes().isEmpty()) {
      // First the forecast: it tells when the slots of its steps begin.
      picture.forecast(forecast);
      if (!readings) {
        picture.value(forecast.timeOf(0), forecast.quantile(forecast.rows() / 2, 0));
      }
    }
  }

  void reading(Reading reading) {
    picture.reading(reading);
  }

  void score(ForecastScore score) {
    for (StepScore step : score.steps()) {
      scores = scores.plus(withoutStep(step));
    }
  }

  /** The same sums, so that those of all steps can be added up. */
  private static StepScore withoutStep(StepScore score) {
    return new StepScore(
        NOTHING.step(),
        score.forecasts(),
        score.inside(),
        score.lossMicros(),
        score.compared(),
        score.errorMicros(),
        score.naiveErrorMicros());
  }

  String name() {
    return newest.series();
  }

  Forecast newest() {
    return newest;
  }

  /** The newest forecast with the readings before it. */
  ChartData picture(int past) {
    return picture.picture(past);
  }

  /** The sums of all steps; empty before there is a score. */
  Optional<StepScore> scores() {
    return scores.forecasts() == 0 ? Optional.empty() : Optional.of(scores);
  }

  double perSecond(long nowMillis) {
    return rate.perSecond(nowMillis);
  }

  /** The model and its version. */
  String model() {
    return newest.model() + " " + newest.modelVersion();
  }
}
