package io.foreflow.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeScaleTest {

  private static List<String> labels(ZoneId zone, String from, Duration length) {
    double low = Instant.parse(from).toEpochMilli();
    Axis axis = Axis.across(low, low + length.toMillis(), 0, 100, new TimeScale(zone));
    return axis.ticks().stream().map(axis::label).toList();
  }

  @Test
  void marksAreRoundLocalTimes() {
    assertThat(labels(ZoneOffset.UTC, "2025-01-04T20:10:00Z", Duration.ofHours(30)))
        .containsExactly("5 Jan", "06:00", "12:00", "18:00", "6 Jan");
    assertThat(labels(ZoneId.of("Asia/Kolkata"), "2025-01-04T17:00:00Z", Duration.ofHours(4)))
        .containsExactly("23:00", "5 Jan", "01:00", "02:00");
  }

  @Test
  void daysAreMarkedWhereClocksGoForward() {
    assertThat(labels(ZoneId.of("Europe/Paris"), "2025-03-28T23:00:00Z", Duration.ofDays(3)))
        .containsExactly("29 Mar", "12:00", "30 Mar", "12:00", "31 Mar", "12:00", "1 Apr");
  }

  @Test
  void longStretchesHaveFewMarks() {
    assertThat(labels(ZoneOffset.UTC, "2024-01-01T00:00:00Z", Duration.ofDays(400)))
        .hasSizeBetween(3, 8)
        .allMatch(label -> label.matches("[A-Z][a-z]{2} 202[45]"));
    assertThat(labels(ZoneOffset.UTC, "2024-01-01T00:00:00Z", Duration.ofDays(20_000)))
        .hasSizeBetween(3, 8);
  }
}
