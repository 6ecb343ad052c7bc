package io.foreflow.trainer.ridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShareFitTest {

  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);
  private static final int HORIZON = 16;

  /** Targets around zero: the networks are off at late steps, the regression at early ones. */
  private static ShareFit observed(int targets) {
    ShareFit fit = new ShareFit(LEVELS, false, 20, HORIZON);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < targets; i++) {
      for (int step = 0; step < HORIZON; step++) {
        float ofNetworks = step < HORIZON / 2 ? 0 : 3;
        float ofRidge = step < HORIZON / 2 ? 3 : 0;
        fit.add(step, random.nextGaussian(), 1, quantiles(ofNetworks), quantiles(ofRidge), step);
      }
    }
    return fit;
  }

  private static float[] quantiles(float middle) {
    float[] all = new float[LEVELS.size() * HORIZON];
    for (int i = 0; i < all.length; i++) {
      all[i] = middle + 1.3f * (i / HORIZON - 1);
    }
    return all;
  }

  @Test
  void eachStepTrustsTheBetterMember() {
    List<Double> shares = observed(300).shares(1000).ofRidge();

    assertThat(shares.get(0)).isLessThan(0.3);
    assertThat(shares.get(HORIZON - 1)).isGreaterThan(0.7);
    assertThat(shares).isSorted();
  }

  @Test
  void networksMustSaveMoreWithLittleData() {
    ShareFit fit = new ShareFit(LEVELS, false, 20, 1);
    // The networks are better by a tenth of the loss.
    fit.add(0, 0, 1, new float[] {0.9f, 0.9f, 0.9f}, new float[] {1, 1, 1}, 0);

    assertThat(fit.shares(9).ofRidge()).containsExactly(1.0);
    assertThat(fit.shares(11).ofRidge()).containsExactly(0.0);
  }

  @Test
  void equalMembersLeaveTheForecastToTheRegression() {
    ShareFit fit = new ShareFit(LEVELS, false, 20, 1);
    fit.add(0, 0, 1, new float[] {1, 1, 1}, new float[] {1, 1, 1}, 0);

    assertThat(fit.shares(1e6).ofRidge()).containsExactly(1.0);
  }

  @Test
  void withoutTargetsTheShareIsAHalf() {
    assertThat(new ShareFit(LEVELS, true, 20, 2).shares(1).ofRidge()).containsExactly(0.5, 0.5);
  }
}
