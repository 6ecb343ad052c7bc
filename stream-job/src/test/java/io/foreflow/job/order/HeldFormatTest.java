package io.foreflow.job.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.series.LastOfSlot;
import io.foreflow.series.MeanOfSlot;
import io.foreflow.series.OhlcOfSlot;
import io.foreflow.series.SingleReading;
import io.foreflow.series.SlotContent;
import io.foreflow.wire.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** What is held lies in savepoints: bytes that a release wrote stay readable. */
class HeldFormatTest {
  private static final String SERIES = "sensor-ü";

  @Test
  void bytesOfVersion1AreReadAndWritten() throws IOException {
    byte[] stored = stored();
    HeldReadings readings = new HeldReadings(stored);
    HeldCodec codec = new HeldCodec();
    assertThat(readings.timer()).isEqualTo(1000);
    List<Long> due = new ArrayList<>();
    List<SlotContent<AcceptedReading>> held = new ArrayList<>();
    for (int entry = readings.first(); entry < readings.end(); entry = readings.next(entry)) {
      due.add(readings.due(entry));
      held.add(codec.read(SERIES, readings, entry));
    }
    assertThat(due).containsExactly(1000L, 2000L, 3000L, 4000L);
    for (int i = 0; i < held.size(); i++) {
      SlotContent<AcceptedReading> sample = samples().get(i);
      assertThat(held.get(i)).hasSameClassAs(sample);
      assertThat(held.get(i).reading()).isEqualTo(sample.reading());
      assertThat(held.get(i).latest().raw())
          .usingRecursiveComparison()
          .isEqualTo(sample.latest().raw());
    }

    HeldReadings written = new HeldReadings(null);
    written.setTimer(1000);
    for (int i = 0; i < held.size(); i++) {
      codec.add(written, due.get(i), held.get(i));
    }
    assertThat(HexFormat.of().formatHex(written.bytes(), 0, written.end()))
        .isEqualTo(HexFormat.of().formatHex(stored, 0, readings.end()));
  }

  private static List<SlotContent<AcceptedReading>> samples() {
    Header[] headers = {
      new RecordHeader("trace", new byte[] {0, -1}), new RecordHeader("nothing", null)
    };
    byte[] key = SERIES.getBytes(StandardCharsets.UTF_8);
    AcceptedReading one =
        new AcceptedReading(
            new Reading(SERIES, 999, 21.5f),
            new RawRecord("readings", 3, 1L << 40, 17, key, new byte[] {1, 2}, headers));
    AcceptedReading other =
        new AcceptedReading(
            new Reading(SERIES, 1001, Float.NaN, new float[] {0.25f, -3}),
            new RawRecord("t", 0, 5, -1, null, null, RawRecord.NO_HEADERS));
    return List.of(
        new SingleReading<>(one),
        new LastOfSlot<>(other),
        MeanOfSlot.of(other).with(other),
        OhlcOfSlot.of(one).with(one));
  }

  private static byte[] stored() throws IOException {
    try (InputStream in = HeldFormatTest.class.getResourceAsStream("held-readings-v1.hex")) {
      assertThat(in).isNotNull();
      return in == null
          ? new byte[0]
          : HexFormat.of()
              .parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
  }
}
