package io.foreflow.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final Gate GATE =
      new Gate(
          List.of(
              new EnoughSeries(3),
              new FiniteLosses(),
              new BetterThanNaive(),
              new CoverageNearNominal(0.1),
              new BetterThanChampion(0.01),
              new SignificantGain(0.05),
              new NoGroupWorse(0.05, 3)));

  @Test
  void aBetterChallengerIsPromoted() {
    GateOutcome outcome = GATE.judge(losses(10, 1.0, 0.9, 2.0));
    assertThat(outcome).isInstanceOf(GateOutcome.Promoted.class);
    assertThat(outcome.findings()).noneMatch(Finding::isFailed).hasSize(7);
    assertThat(outcome.why())
        .isEqualTo(
            "every rule passed: mean pinball loss 0.9, seasonal-naive-24 2: 55 % less; mean pinball"
                + " loss 0.9, champion 1: 10 % less; at least 1 % less is needed");
  }

  @Test
  void anEqualChallengerIsKept() {
    GateOutcome outcome = GATE.judge(losses(10, 1.0, 1.0, 2.0));
    assertThat(outcome).isInstanceOf(GateOutcome.Kept.class);
    assertThat(failed(outcome)).containsExactly("better-than-champion", "significant-gain");
    assertThat(new BetterThanChampion(0).judge(losses(10, 0, 0, 2.0)).isFailed()).isTrue();
  }

  @Test
  void theMarginItselfIsEnough() {
    assertThat(new BetterThanChampion(0.25).judge(losses(10, 1.0, 0.75, 2.0)).isFailed()).isFalse();
    assertThat(new BetterThanChampion(0.25).judge(losses(10, 1.0, 0.76, 2.0)).isFailed()).isTrue();
  }

  @Test
  void withoutChampionTheOtherRulesDecide() {
    GateOutcome first = GATE.judge(first(5, 0.9, 2.0));
    assertThat(first).isInstanceOf(GateOutcome.Promoted.class);
    assertThat(first.findings())
        .filteredOn(finding -> finding.verdict() == Finding.Verdict.SKIPPED)
        .extracting(Finding::rule)
        .containsExactly("better-than-champion", "significant-gain", "no-group-worse");
    assertThat(failed(GATE.judge(first(5, 2.0, 2.0)))).containsExactly("better-than-naive");
  }

  @Test
  void lossesThatAreNoNumbersNeverPromote() {
    GateOutcome outcome = GATE.judge(losses(10, Double.NaN, Double.NaN, Double.NaN));
    assertThat(failed(outcome))
        .containsExactly(
            "finite-losses", "better-than-naive", "better-than-champion", "significant-gain");
    assertThat(failed(GATE.judge(first(5, Double.NaN, 2.0))))
        .containsExactly("finite-losses", "better-than-naive");
    assertThat(failed(GATE.judge(first(5, Double.POSITIVE_INFINITY, 2.0))))
        .containsExactly("finite-losses", "better-than-naive");
  }

  @Test
  void oneSeriesWithoutANumberRefusesTheChallenger() {
    List<SeriesLosses> series = new ArrayList<>(losses(10, 1.0, 0.5, 2.0).series());
    series.add(new SeriesLosses("broken", "", 7, 1.0, Double.NaN, 2.0));
    Finding finding = new FiniteLosses().judge(of(series, true));
    assertThat(finding.isFailed()).isTrue();
    assertThat(finding.why()).contains("1 of 11 series, such as broken");
  }

  @Test
  void luckOnOneSeriesDoesNotPromote() {
    assertThat(failed(GATE.judge(losses(1, 1.0, 0.1, 2.0))))
        .containsExactly("enough-series", "significant-gain");
    List<SeriesLosses> series = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      series.add(new SeriesLosses("s" + i, "", 10, 1.0, i % 2 == 0 ? 1.02 : 0.98, 2.0));
    }
    series.add(new SeriesLosses("lucky", "", 10, 1.0, 0.1, 2.0));
    assertThat(failed(GATE.judge(of(series, true)))).containsExactly("significant-gain");
  }

  @Test
  void fewSeriesCanNotShowAGain() {
    Finding finding = new SignificantGain(0.05).judge(losses(4, 1.0, 0.1, 2.0));
    assertThat(finding.isFailed()).isTrue();
    assertThat(finding.why())
        .isEqualTo("4 series were compared; fewer than 5 can't show a gain at the level 0.05");
    assertThat(new SignificantGain(0.05).judge(losses(5, 1.0, 0.1, 2.0)).isFailed()).isFalse();
  }

  @Test
  void aWorseGroupRefusesTheChallenger() {
    List<SeriesLosses> series = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      series.add(new SeriesLosses("a" + i, "a", 10, 1.0, 0.5, 2.0));
    }
    for (int i = 0; i < 3; i++) {
      series.add(new SeriesLosses("b" + i, "b", 10, 1.0, 1.06, 2.0));
    }
    series.add(new SeriesLosses("c", "c", 10, 1.0, 9.0, 2.0));
    Finding finding = new NoGroupWorse(0.05, 3).judge(of(series, true));
    assertThat(finding.isFailed()).isTrue();
    assertThat(finding.why())
        .isEqualTo(
            "worse by more than 5 %: b (6 % more); 1 of 3 groups have fewer than 3 series and were"
                + " not judged");
    assertThat(new NoGroupWorse(0.06, 4).judge(of(series, true)).isFailed()).isFalse();
    assertThat(new NoGroupWorse(0.05, 30).judge(of(series, true)).verdict())
        .isEqualTo(Finding.Verdict.SKIPPED);
  }

  @Test
  void coverageMayBeOffByTheBound() {
    assertThat(coverage(0.7).isFailed()).isFalse();
    assertThat(coverage(0.9).isFailed()).isFalse();
    assertThat(coverage(0.69).isFailed()).isTrue();
    assertThat(coverage(0.91).why())
        .isEqualTo(
            "91 % of the targets are in the 80 % band; up to 10 points of difference are allowed");
    assertThat(coverage(Double.NaN).isFailed()).isTrue();
  }

  @Test
  void rulesRefuseBoundsThatMakeNoSense() {
    assertThatThrownBy(() -> new BetterThanChampion(1)).hasMessageContaining("margin is 1.0");
    assertThatThrownBy(() -> new SignificantGain(0)).hasMessageContaining("level is 0.0");
    assertThatThrownBy(() -> new Gate(List.of())).hasMessageContaining("no rule");
  }

  private static Finding coverage(double share) {
    return new CoverageNearNominal(0.1)
        .judge(
            new HeldOutLosses(
                LossMeasure.PINBALL,
                "naive",
                List.of(),
                0,
                false,
                Optional.of(new BandCoverage(0.8, share))));
  }

  private static List<String> failed(GateOutcome outcome) {
    return outcome.findings().stream().filter(Finding::isFailed).map(Finding::rule).toList();
  }

  private static HeldOutLosses losses(int count, double champion, double challenger, double naive) {
    List<SeriesLosses> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      series.add(new SeriesLosses("s" + i, "", 10, champion, challenger, naive));
    }
    return of(series, true);
  }

  private static HeldOutLosses first(int count, double challenger, double naive) {
    return of(losses(count, Double.NaN, challenger, naive).series(), false);
  }

  private static HeldOutLosses of(List<SeriesLosses> series, boolean hasChampion) {
    return new HeldOutLosses(
        LossMeasure.PINBALL,
        "seasonal-naive-24",
        series,
        0,
        hasChampion,
        Optional.of(new BandCoverage(0.8, 0.75)));
  }
}
