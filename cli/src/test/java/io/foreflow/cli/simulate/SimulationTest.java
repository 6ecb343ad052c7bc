package io.foreflow.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.kafka.ReadingSink;
import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RejectionReason;
import io.foreflow.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {

  private static final SimulationSpec SPEC =
      new SimulationSpec(
          SeriesKind.SENSORS, 5, 3, Duration.ofHours(1), SimulationSpec.DEFAULT_START);

  private final Recorder sink = new Recorder();
  private long nanos;

  @Test
  void sendsAtItsRateForItsTime() {
    long readings =
        simulation(100, Duration.ofSeconds(10), 0, WireFormat.AVRO).run(sink, () -> false);

    assertThat(readings).isBetween(1000L, 1001L).isEqualTo(sink.readings.size());
    assertThat(Duration.ofNanos(nanos)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everySeriesTakesItsTurnInASlot() {
    simulation(100, Duration.ofSeconds(10), 0, WireFormat.AVRO).run(sink, () -> false);

    SimulatedSeries fleet = SimulatedSeries.of(SPEC);
    List<Reading> expected = new ArrayList<>();
    for (long slot = SPEC.startSlot(); expected.size() < sink.readings.size(); slot++) {
      for (int number = 0; number < fleet.size(); number++) {
        if (!fleet.missing(number, slot)) {
          expected.add(fleet.reading(number, slot));
        }
      }
    }
    assertThat(sink.readings).isEqualTo(expected.subList(0, sink.readings.size()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void injectsTheOrderedNumberOfBadRecords(WireFormat format) {
    simulation(100, Duration.ofSeconds(10), 70, format).run(sink, () -> false);

    RecordDecoder<Reading> decoder = ReadingCodec.decoder(format);
    Set<RejectionReason> reasons = EnumSet.noneOf(RejectionReason.class);
    assertThat(sink.bad).hasSize(70);
    for (byte[] bytes : sink.bad) {
      reasons.add(rejection(decoder, bytes));
    }
    assertThat(reasons)
        .contains(
            RejectionReason.UNDECODABLE,
            RejectionReason.NOT_FINITE,
            RejectionReason.TIME_OUT_OF_RANGE,
            RejectionReason.EMPTY_SERIES);
  }

  @Test
  void spreadsBadRecordsOverTheRun() {
    simulation(100, Duration.ofSeconds(10), 9, WireFormat.AVRO).run(sink, () -> false);

    assertThat(sink.readingsBeforeBad).containsExactly(100, 200, 300, 400, 500, 600, 700, 800, 900);
  }

  @Test
  void aSlowStreamSendsAllBadRecords() {
    // A sleeper that oversleeps by far: the time is over before half of the readings are sent.
    new Simulation(
            SPEC,
            new Simulation.Pace(100, Optional.of(Duration.ofSeconds(1))),
            new Simulation.BadOrder(20, WireFormat.JSON),
            () -> nanos += 50_000_000,
            time -> nanos += 100_000_000)
        .run(sink, () -> false);

    assertThat(sink.readings).hasSizeLessThan(50);
    assertThat(sink.bad).hasSize(20);
  }

  @Test
  void announcesEachSlotBeforeItsReadings() {
    List<Long> slots = new ArrayList<>();
    SimulatedSeries fleet = SimulatedSeries.of(SPEC, Optional.of(FaultPlan.ofAllKinds(0.5)));
    simulation(100, Duration.ofSeconds(10), 0, WireFormat.AVRO)
        .run(fleet, sink, () -> false, slots::add);

    for (int i = 0; i < slots.size(); i++) {
      assertThat(slots.get(i)).isEqualTo(SPEC.startSlot() + i);
    }
    long last = sink.readings.get(sink.readings.size() - 1).time();
    assertThat(slots.get(slots.size() - 1)).isEqualTo(SPEC.grid().slot(last));
  }

  @Test
  void endsOnRequest() {
    Simulation endless =
        new Simulation(
            SPEC,
            new Simulation.Pace(1000, Optional.empty()),
            Simulation.BadOrder.none(WireFormat.AVRO),
            () -> nanos,
            time -> nanos += time);

    assertThat(endless.run(sink, () -> sink.readings.size() == 321)).isEqualTo(321);
  }

  private Simulation simulation(double rate, Duration duration, int bad, WireFormat format) {
    return new Simulation(
        SPEC,
        new Simulation.Pace(rate, Optional.of(duration)),
        new Simulation.BadOrder(bad, format),
        () -> nanos,
        time -> nanos += time);
  }

  private static RejectionReason rejection(RecordDecoder<Reading> decoder, byte[] bytes) {
    try {
      throw new AssertionError("accepted: " + decoder.decode(bytes));
    } catch (MalformedRecordException e) {
      return e.reason();
    }
  }

  private static final class Recorder implements ReadingSink {

    private final List<Reading> readings = new ArrayList<>();
    private final List<byte[]> bad = new ArrayList<>();
    private final List<Integer> readingsBeforeBad = new ArrayList<>();

    @Override
    public void reading(Reading reading) {
      readings.add(reading);
    }

    @Override
    public void bad(String key, byte[] value) {
      bad.add(value);
      readingsBeforeBad.add(readings.size());
    }
  }
}
