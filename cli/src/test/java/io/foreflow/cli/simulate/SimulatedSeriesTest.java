package io.foreflow.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedSeriesTest {

  private static final int YEAR = 365 * 24;

  @ParameterizedTest
  @EnumSource
  void theOrderOfQueriesChangesNoValue(SeriesKind kind) {
    SimulatedSeries forward = SimulatedSeries.of(spec(kind, 4, 7));
    SimulatedSeries backward = SimulatedSeries.of(spec(kind, 4, 7));
    long start = spec(kind, 4, 7).startSlot();

    Map<Long, Float> first = new HashMap<>();
    for (long slot = start - 5000; slot < start + 5000; slot += 37) {
      first.put(slot, forward.value(3, slot));
    }
    for (long slot = start + 4999; slot >= start - 5000; slot--) {
      if (first.containsKey(slot)) {
        assertThat(backward.value(3, slot)).isEqualTo(first.get(slot));
        assertThat(backward.missing(3, slot)).isEqualTo(forward.missing(3, slot));
      }
    }
  }

  @Test
  void everyVersionGivesTheSameValues() {
    SimulatedSeries fleet = SimulatedSeries.of(spec(SeriesKind.MIXED, 2, 1));
    long start = spec(SeriesKind.MIXED, 2, 1).startSlot();

    assertThat(fleet.value(0, start)).isEqualTo(SENSOR_AT_START);
    assertThat(fleet.value(1, start)).isEqualTo(PRICE_AT_START);
  }

  @Test
  void changeAddsACycleFromItsTimeOn() {
    SimulationSpec spec = spec(SeriesKind.SENSORS, 3, 1);
    SimulatedSeries calm = SimulatedSeries.of(spec);
    SimulatedSeries changed =
        SimulatedSeries.of(spec, Optional.empty(), Optional.of(RegimeChange.from(spec.start())));
    long start = spec.startSlot();

    for (int number = 0; number < 3; number++) {
      for (long slot = start - 200; slot < start; slot++) {
        assertThat(changed.value(number, slot)).isEqualTo(calm.value(number, slot));
      }
      float[] cycle = new float[200];
      for (int i = 0; i < cycle.length; i++) {
        cycle[i] = changed.value(number, start + i) - calm.value(number, start + i);
      }
      float height = 0;
      for (int i = 5; i < cycle.length; i++) {
        height = Math.max(height, Math.abs(cycle[i]));
      }
      for (int i = 5; i < cycle.length; i++) {
        assertThat(cycle[i]).isCloseTo(cycle[i - 5], within(height / 1000));
      }
      assertThat(Math.abs(cycle[0] - cycle[1]) + Math.abs(cycle[1] - cycle[2]))
          .isGreaterThan(height / 2);
    }
  }

  @Test
  void anotherSeedGivesOtherValuesAndOtherGaps() {
    SimulatedSeries one = SimulatedSeries.of(spec(SeriesKind.SENSORS, 1, 1));
    SimulatedSeries two = SimulatedSeries.of(spec(SeriesKind.SENSORS, 1, 2));
    int differentGaps = 0;
    for (long slot = 0; slot < YEAR; slot++) {
      assertThat(one.value(0, slot)).isNotEqualTo(two.value(0, slot));
      differentGaps += one.missing(0, slot) != two.missing(0, slot) ? 1 : 0;
    }
    assertThat(differentGaps).isPositive();
  }

  @Test
  void sensorsRepeatDaily() {
    SimulatedSeries fleet = SimulatedSeries.of(spec(SeriesKind.SENSORS, 30, 5));
    assertThat(meanChange(fleet, 24)).isLessThan(meanChange(fleet, 12) / 2);
  }

  @Test
  void sensorsSpanOrdersOfMagnitude() {
    SimulatedSeries fleet = SimulatedSeries.of(spec(SeriesKind.SENSORS, 100, 5));
    double smallest = Double.MAX_VALUE;
    double largest = 0;
    for (int number = 0; number < fleet.size(); number++) {
      smallest = Math.min(smallest, mean(fleet, number));
      largest = Math.max(largest, mean(fleet, number));
    }
    assertThat(largest / smallest).isGreaterThan(100);
  }

  @Test
  void aPriceMovesAsARandomWalkDoes() {
    SimulatedSeries fleet = SimulatedSeries.of(spec(SeriesKind.PRICES, 60, 5));
    double over4 = variance(fleet, 4);
    double over16 = variance(fleet, 16);
    // The variance of a walk grows with time; seasons and bends take little away.
    assertThat(over16 / over4).isCloseTo(4, within(0.6));
  }

  @Test
  void pricesHaveNoLeapsBetweenBlocks() {
    SimulatedSeries fleet = SimulatedSeries.of(spec(SeriesKind.PRICES, 1, 9));
    double largest = 0;
    for (long slot = 0; slot < 10 * 2048; slot++) {
      double change = Math.abs(Math.log(fleet.value(0, slot + 1) / fleet.value(0, slot)));
      largest = Math.max(largest, change);
      assertThat(fleet.value(0, slot)).isPositive();
    }
    assertThat(largest).isLessThan(0.2);
  }

  @Test
  void aFewReadingsInAHundredAreMissing() {
    SimulatedSeries fleet = SimulatedSeries.of(spec(SeriesKind.SENSORS, 50, 5));
    long missing = 0;
    for (int number = 0; number < fleet.size(); number++) {
      for (long slot = 0; slot < 2000; slot++) {
        missing += fleet.missing(number, slot) ? 1 : 0;
      }
    }
    assertThat(missing / (50.0 * 2000)).isBetween(0.003, 0.015);
  }

  private static final float SENSOR_AT_START = 15.699941f;
  private static final float PRICE_AT_START = 29.212059f;

  private static SimulationSpec spec(SeriesKind kind, int series, long seed) {
    return new SimulationSpec(
        kind, series, seed, Duration.ofHours(1), SimulationSpec.DEFAULT_START);
  }

  private static double meanChange(SimulatedSeries fleet, int slots) {
    double sum = 0;
    for (int number = 0; number < fleet.size(); number++) {
      double mean = mean(fleet, number);
      for (long slot = 0; slot < 500; slot++) {
        sum += Math.abs(fleet.value(number, slot + slots) - fleet.value(number, slot)) / mean;
      }
    }
    return sum;
  }

  private static double mean(SimulatedSeries fleet, int number) {
    double sum = 0;
    for (long slot = 0; slot < 500; slot++) {
      sum += fleet.value(number, slot);
    }
    return sum / 500;
  }

  private static double variance(SimulatedSeries fleet, int slots) {
    double sum = 0;
    for (int number = 0; number < fleet.size(); number++) {
      double scale = 0;
      double own = 0;
      for (long slot = 0; slot < 2000; slot++) {
        double one = Math.log(fleet.value(number, slot + 1) / fleet.value(number, slot));
        double many = Math.log(fleet.value(number, slot + slots) / fleet.value(number, slot));
        scale += one * one;
        own += many * many;
      }
      sum += own / scale;
    }
    return sum / fleet.size();
  }
}
