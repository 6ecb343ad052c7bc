package io.foreflow.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Anomaly.Change;
import io.foreflow.wire.Anomaly.Direction;
import io.foreflow.wire.Anomaly.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TailedAnomaliesTest {
  private static final long BEGIN = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000;

  private final TailedAnomalies tailed = new TailedAnomalies(null);

  @Test
  void openedEpisodeShowsReadingAndBand() {
    assertThat(line(Kind.UNLIKELY, Change.OPENED, 2.5e-4f, 1))
        .isEqualTo(
            "a  2026-01-31T12:00:00Z  opened    29.25 above 21.50 [20.50, 22.75], 1 in 4,000"
                + "  (demo 1)");
  }

  @Test
  void closedEpisodeShowsItsSpan() {
    assertThat(line(Kind.UNLIKELY, Change.CLOSED, 1e-20f, 3))
        .isEqualTo(
            "a  2026-01-31T12:00:00Z  closed    above from 2026-01-31T12:00:00Z to"
                + " 2026-01-31T14:00:00Z, 3 readings, 1 in more than 1,000,000,000  (demo 1)");
  }

  @Test
  void stuckAndSilentSeriesAreNamedSo() {
    assertThat(line(Kind.STUCK, Change.OPENED, Float.NaN, 24))
        .contains("opened    stuck at 29.25 since 2026-01-31T12:00:00Z, 24 readings");
    assertThat(line(Kind.STUCK, Change.CLOSED, Float.NaN, 40))
        .contains("stuck from 2026-01-31T12:00:00Z to 2026-01-31T14:00:00Z, 40 readings");
    assertThat(line(Kind.SILENT, Change.OPENED, Float.NaN, 0))
        .contains("silent since 2026-01-31T12:00:00Z");
    assertThat(line(Kind.SILENT, Change.CLOSED, Float.NaN, 0))
        .contains("silent from 2026-01-31T12:00:00Z to 2026-01-31T14:00:00Z");
  }

  @Test
  void singleReadingHasNoSpan() {
    Anomaly closed =
        new Anomaly(
            "a",
            Change.CLOSED,
            Kind.UNLIKELY,
            BEGIN,
            BEGIN + 6 * HOUR,
            BEGIN,
            BEGIN,
            Direction.BELOW,
            Float.NaN,
            Float.NaN,
            Float.NaN,
            Float.NaN,
            0.01f,
            1,
            "demo",
            "1");
    assertThat(tailed.lines(closed).get(0))
        .contains("below at 2026-01-31T12:00:00Z, 1 reading, 1 in 100");
  }

  private String line(Kind kind, Change change, float probability, int readings) {
    boolean closed = change == Change.CLOSED;
    return tailed
        .lines(
            new Anomaly(
                "a",
                change,
                kind,
                BEGIN,
                BEGIN,
                kind == Kind.UNLIKELY ? BEGIN : null,
                closed ? BEGIN + 2 * HOUR : null,
                kind == Kind.UNLIKELY ? Direction.ABOVE : Direction.NONE,
                closed ? Float.NaN : 29.25f,
                closed ? Float.NaN : 21.5f,
                closed ? Float.NaN : 20.5f,
                closed ? Float.NaN : 22.75f,
                probability,
                readings,
                "demo",
                "1"))
        .get(0);
  }
}
