package io.foreflow.trainer.synthetic;

import static io.foreflow.trainer.synthetic.Samples.HOURS;
import static io.foreflow.trainer.synthetic.Samples.SEASON;
import static io.foreflow.trainer.synthetic.Samples.WEEK;
import static io.foreflow.trainer.synthetic.Samples.autocorrelation;
import static io.foreflow.trainer.synthetic.Samples.change;
import static io.foreflow.trainer.synthetic.Samples.correlation;
import static io.foreflow.trainer.synthetic.Samples.differences;
import static io.foreflow.trainer.synthetic.Samples.figures;
import static io.foreflow.trainer.synthetic.Samples.kurtosis;
import static io.foreflow.trainer.synthetic.Samples.median;
import static io.foreflow.trainer.synthetic.Samples.share;
import static io.foreflow.trainer.synthetic.Samples.shareOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tests that the series of each family are what the family says. */
class SeriesFamilyTest {

  private static final int MANY = 200;

  @Test
  void kernelsRepeatTheSeasonInManySeries() {
    double[] peak =
        figures(
            MANY,
            new GaussianKernels(),
            values -> autocorrelation(values, SEASON) - autocorrelation(values, SEASON / 2));

    assertThat(share(peak, 0.1)).isBetween(0.3, 0.8);
    // The others are smooth or rough, and resemble what is near.
    assertThat(share(peak, -0.02)).isLessThan(0.9);
  }

  @Test
  void trendAndSeasonRepeatAndRise() {
    SeriesFamily family = new TrendSeasonImpulse();

    double[] atSeason = figures(MANY, family, values -> autocorrelation(values, SEASON));
    double[] rise =
        figures(
            MANY,
            family,
            values ->
                Math.abs(
                    Values.mean(Arrays.copyOfRange(values, values.length - WEEK, values.length))
                        - Values.mean(Arrays.copyOf(values, WEEK))));

    assertThat(share(atSeason, 0.5)).isGreaterThan(0.5);
    assertThat(median(rise)).isBetween(0.1, 2.0);
    assertThat(rise[MANY * 9 / 10]).isGreaterThan(0.7);
  }

  @Test
  void halfOfTheTrendsHaveImpulses() {
    double[] peaks =
        figures(
            MANY,
            new TrendSeasonImpulse(),
            values -> Arrays.stream(differences(values)).map(Math::abs).max().orElseThrow());

    assertThat(share(peaks, 3)).isBetween(0.25, 0.6);
  }

  @Test
  void strongTrendsLeaveLastWeekBehind() {
    SeriesFamily family = new StrongTrend();

    double[] ofWeek = figures(MANY, family, values -> change(values, WEEK));
    double[] ratio = figures(MANY, family, values -> change(values, WEEK) / change(values, SEASON));

    // The season has a deviation of 1. In four of ten series a week changes more than that.
    assertThat(ofWeek[0]).isGreaterThan(0.03);
    assertThat(ofWeek[MANY - 1]).isLessThan(12);
    assertThat(share(ofWeek, 1)).isBetween(0.3, 0.55);
    // In many the level moves little, and yet more than the noise and the day before.
    assertThat(1 - share(ofWeek, 0.25)).isBetween(0.15, 0.4);
    assertThat(share(ratio, 1.5)).isGreaterThan(0.6);
  }

  @Test
  void regimesJumpAndStay() {
    double[] jumps =
        figures(
            MANY,
            new RegimeSwitches(),
            values -> {
              double[] steps = Arrays.stream(differences(values)).map(Math::abs).sorted().toArray();
              return steps[steps.length - 1] / median(steps);
            });

    assertThat(share(jumps, 6)).isGreaterThan(0.7);
  }

  @Test
  void changingProfilesForgetTheirShape() {
    SeriesFamily family = new ChangingProfile();
    int last = HOURS.slots() - WEEK;

    double nextWeek =
        Arrays.stream(figures(MANY, family, values -> correlation(values, 0, WEEK)))
            .average()
            .orElseThrow();
    double atTheEnd =
        Arrays.stream(figures(MANY, family, values -> correlation(values, 0, last)))
            .average()
            .orElseThrow();

    assertThat(nextWeek).isGreaterThan(0.3);
    assertThat(atTheEnd).isLessThan(nextWeek - 0.08);
  }

  @Test
  void heavyTailsHaveRareLargeMoves() {
    double[] kurtosis = figures(MANY, new HeavyTails(), values -> kurtosis(differences(values)));
    double[] normal =
        figures(MANY, draw -> Noise.white(HOURS.slots(), draw), values -> kurtosis(values));

    assertThat(median(kurtosis)).isGreaterThan(7);
    assertThat(median(normal)).isBetween(2.7, 3.3);
  }

  @Test
  void walksKeepWhereTheyWent() {
    SeriesFamily family = new Walks();

    // A walk of independent steps is the square root of 24 times as far off after 24 slots.
    double[] growth = figures(MANY, family, values -> change(values, SEASON) / change(values, 1));
    double[] ofSteps = figures(MANY, family, values -> autocorrelation(differences(values), 1));
    double[] kurtosis = figures(MANY, family, values -> kurtosis(differences(values)));

    assertThat(median(growth)).isCloseTo(Math.sqrt(SEASON), within(0.8));
    assertThat(share(ofSteps, -0.1)).isBetween(0.7, 0.9);
    assertThat(share(ofSteps, 0.2)).isLessThan(0.02);
    assertThat(median(kurtosis)).isGreaterThan(4);
  }

  @Test
  void clippedSeriesRestOnTheirBounds() {
    SeriesFamily family = new Clipped();

    double[] least = figures(MANY, family, values -> Arrays.stream(values).min().orElseThrow());
    double[] most = figures(MANY, family, values -> Arrays.stream(values).max().orElseThrow());
    double[] atBounds = figures(MANY, family, values -> shareOf(values, 0) + shareOf(values, 1));

    assertThat(least).containsOnly(0);
    assertThat(most).containsOnly(1);
    assertThat(atBounds[0]).isGreaterThan(0.04);
    assertThat(atBounds[MANY - 1]).isLessThan(0.95);
  }

  @Test
  void intermittentSeriesAreMostlyZero() {
    SeriesFamily family = new Intermittent();

    double[] zeros = figures(MANY, family, values -> shareOf(values, 0));
    double[] least = figures(MANY, family, values -> Arrays.stream(values).min().orElseThrow());

    assertThat(zeros[0]).isGreaterThan(0.4);
    assertThat(median(zeros)).isBetween(0.8, 0.97);
    assertThat(least).containsOnly(0);
  }

  @Test
  void countsAreWholeAndVaryLikeEvents() {
    SeriesFamily family = new Counts();

    double[] broken =
        figures(
            MANY,
            family,
            values ->
                Arrays.stream(values)
                    .filter(value -> value < 0 || value != Math.rint(value))
                    .count());
    double[] dispersion =
        figures(
            MANY,
            family,
            values -> StrictMath.pow(Values.deviation(values), 2) / Values.mean(values));

    assertThat(broken).containsOnly(0);
    // A Poisson number varies as much as its mean; a changing rate makes it vary more.
    assertThat(dispersion[0]).isGreaterThan(0.7);
    assertThat(median(dispersion)).isGreaterThan(2);
  }
}
