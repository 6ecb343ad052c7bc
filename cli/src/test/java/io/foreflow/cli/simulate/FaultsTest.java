package io.foreflow.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {

  private static final int WEEK = 168;
  private static final int WEEKS = 40;
  private static final SimulationSpec SPEC = spec(SeriesKind.SENSORS);
  private static final long START = SPEC.startSlot();
  private static final long END = START + WEEKS * WEEK;

  private static SimulationSpec spec(SeriesKind kind) {
    return new SimulationSpec(kind, 5, 3, Duration.ofHours(1), SimulationSpec.DEFAULT_START);
  }

  private static SimulatedSeries disturbed(FaultKind... kinds) {
    return SimulatedSeries.of(SPEC, Optional.of(new FaultPlan(0.5, List.of(kinds))));
  }

  private static List<SimulatedFault> faults(SimulatedSeries fleet) {
    List<SimulatedFault> faults = new ArrayList<>();
    for (long slot = START; slot < END; slot++) {
      faults.addAll(fleet.faultsFrom(slot));
    }
    return faults;
  }

  private static int number(SimulatedFault fault) {
    return Integer.parseInt(fault.series().substring(fault.series().length() - 4));
  }

  @ParameterizedTest
  @EnumSource
  void orderOfQueriesChangesNoValue(SeriesKind kind) {
    Optional<FaultPlan> plan = Optional.of(FaultPlan.ofAllKinds(0.8));
    SimulatedSeries forward = SimulatedSeries.of(spec(kind), plan);
    SimulatedSeries backward = SimulatedSeries.of(spec(kind), plan);
    float[] values = new float[3000];
    for (int i = 0; i < values.length; i++) {
      values[i] = forward.value(1, START + i);
    }
    for (int i = values.length - 1; i >= 0; i--) {
      assertThat(backward.value(1, START + i)).isEqualTo(values[i]);
    }
  }

  @Test
  void faultsComeAsOftenAsPlanned() {
    SimulatedSeries fleet = SimulatedSeries.of(SPEC, Optional.of(FaultPlan.ofAllKinds(0.5)));
    List<SimulatedFault> faults = faults(fleet);

    assertThat(faults.size()).isBetween(5 * (WEEKS / 2 - 1), 5 * (WEEKS / 2 + 1));
    assertThat(faults).extracting(SimulatedFault::kind).contains(FaultKind.values());
  }

  @ParameterizedTest
  @EnumSource
  void readingsDifferOnlyWhereTheTruthSays(FaultKind kind) {
    SimulatedSeries clean = SimulatedSeries.of(SPEC);
    SimulatedSeries disturbed = disturbed(kind);
    boolean[][] faulty = new boolean[SPEC.series()][(int) (END - START)];
    for (SimulatedFault fault : faults(disturbed)) {
      assertThat(fault.kind()).isEqualTo(kind);
      for (long slot = fault.begin(); slot <= Math.min(fault.end(), END - 1); slot++) {
        faulty[number(fault)][(int) (slot - START)] = true;
      }
    }
    int differing = 0;
    int faultySlots = 0;
    // A fault that began before the start may still go on.
    for (int number = 0; number < SPEC.series(); number++) {
      for (int i = FaultKind.LONGEST; i < END - START; i++) {
        boolean differs = clean.value(number, START + i) != disturbed.value(number, START + i);
        assertThat(differs && !faulty[number][i]).isFalse();
        differing += differs ? 1 : 0;
        faultySlots += faulty[number][i] ? 1 : 0;
        assertThat(clean.missing(number, START + i))
            .isEqualTo(disturbed.missing(number, START + i));
      }
    }
    assertThat(differing).isGreaterThan(faultySlots * 9 / 10).isPositive();
  }

  @Test
  void eachKindDoesWhatItIsNamedFor() {
    SimulatedSeries clean = SimulatedSeries.of(SPEC);
    SimulatedSeries stuck = disturbed(FaultKind.STUCK);
    SimulatedFault one = faults(stuck).get(0);
    for (long slot = one.begin(); slot <= one.end(); slot++) {
      assertThat(stuck.value(number(one), slot))
          .isEqualTo(clean.value(number(one), one.begin() - 1));
    }
    SimulatedSeries dropout = disturbed(FaultKind.DROPOUT);
    SimulatedFault other = faults(dropout).get(0);
    assertThat(dropout.value(number(other), other.end())).isZero();
    assertThat(faults(disturbed(FaultKind.SPIKE)))
        .allMatch(fault -> fault.begin() == fault.end())
        .allMatch(fault -> fault.size() > 4.9 && fault.size() < 12.1);
    assertThat(faults(disturbed(FaultKind.LEVEL_SHIFT)))
        .allMatch(fault -> fault.size() > 3.9 && fault.size() < 10.1);
  }

  @Test
  void tooManyFaultsAreRefused() {
    assertThatThrownBy(() -> SimulatedSeries.of(SPEC, Optional.of(FaultPlan.ofAllKinds(3))))
        .hasMessage(
            "found 3.0 in a series and week, allowed: above 0, up to 0.88 with a cadence of PT1H");
  }

  @Test
  void historyComesWithItsTruth(@TempDir Path folder) throws IOException {
    Path history = folder.resolve("history.csv");
    Path truth = folder.resolve("truth.csv");

    Outcome outcome =
        CommandRunner.run(
            "simulate",
            "--history=140",
            "--series=2",
            "--out=" + history,
            "--anomalies",
            "--truth=" + truth,
            "--json");

    assertThat(outcome.exitCode()).isZero();
    List<String> lines = Files.readAllLines(truth);
    assertThat(lines.get(0)).isEqualTo("unique_id,kind,begin,end,size");
    assertThat(lines).hasSizeBetween(1 + 18, 1 + 22);
    assertThat(outcome.out()).contains("\"anomalies\":" + (lines.size() - 1));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertThat(Instant.parse(cells[2])).isBeforeOrEqualTo(Instant.parse(cells[3]));
      assertThat(Double.parseDouble(cells[4])).isPositive();
    }
    Path clean = folder.resolve("clean.csv");
    CommandRunner.run("simulate", "--history=140", "--series=2", "--out=" + clean);
    assertThat(Files.mismatch(clean, history)).isNotNegative();
  }
}
