package io.foreflow.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.demo.ModelChange.Takeover;
import org.junit.jupiter.api.Test;

/** What the demo says of a takeover, in time, late and not at all. */
class TakeoverTextTest {

  private static final LiveScores NONE = new LiveScores(Double.NaN, Double.NaN, Double.NaN, 0);
  private static final LiveScores SEED = new LiveScores(0.6, 1.2, 0.8, 5_000);
  private static final LiveScores OWN = new LiveScores(0.54, 1.2, 0.8, 3_000);
  private static final double NOT_YET = Double.NaN;

  @Test
  void completeTakeoverSaysWhatItGained() {
    ModelChange change = change(OWN, new Takeover(110.2, 118.4, 100, 100));

    assertThat(TakeoverText.line(change, false))
        .isEqualTo(
            "model your own: error 0.540, seed:hourly had 0.600; 10.0 % less, relative to naive;"
                + " from 118 s on");
    assertThat(TakeoverText.summary(change))
        .isEqualTo(
            "seed:hourly: error 0.600. Your own model took over after 118.4 s: error 0.540;"
                + " 10.0 % less, relative to naive.");
  }

  @Test
  void lateTakeoverSaysWhatHappensNext() {
    ModelChange change = change(NONE, new Takeover(58.3, NOT_YET, 0, 100));

    assertThat(TakeoverText.line(change, false))
        .isEqualTo("model seed:hourly; your own, announced at 58 s, forecasts 0 of 100 series");
    assertThat(TakeoverText.line(change, true))
        .endsWith(
            "forecasts 0 of 100 series: late; the demo goes on, and says when it forecasts all");
  }

  @Test
  void gainIsOfForecastsThatWereMade() {
    ModelChange none = change(NONE, new Takeover(58.3, NOT_YET, 0, 100));
    assertThat(TakeoverText.summary(none))
        .isEqualTo(
            "seed:hourly: error 0.600. Your own model was announced after 58.3 s, and at the end it"
                + " forecasts 0 of 100 series; no reading has met its forecasts yet.");

    ModelChange some = change(OWN, new Takeover(58.3, NOT_YET, 37, 100));
    assertThat(TakeoverText.summary(some))
        .endsWith(
            "it forecasts 37 of 100 series; its forecasts have the error 0.540;"
                + " 10.0 % less, relative to naive.");
    assertThat(TakeoverText.problem(some, 250.7))
        .isEqualTo(
            "your own model was announced after 58 s, and after 4 min 10 s it forecasts 37 of 100"
                + " series");
  }

  private static ModelChange change(LiveScores own, Takeover takeover) {
    return new ModelChange("seed:hourly", SEED, "v", own, takeover);
  }
}
