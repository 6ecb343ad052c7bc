package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static long read(EventTimes times, String text, long previous) throws Exception {
    CsvLines lines = new CsvLines("data.csv", new StringReader("ds\n\"" + text + "\""), ',');
    lines.next();
    return times.read(Objects.requireNonNull(lines.next()), 0, previous);
  }

  private static long read(TimeFormat format, String text) throws Exception {
    return read(new EventTimes(format), text, EventTimes.NONE_BEFORE);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-01T13:00:00Z, 1714568400000",
    "2024-05-01T15:00:00+02:00, 1714568400000",
    "2024-05-01T13:00:00, 1714568400000",
    "2024-05-01 13:00:00, 1714568400000",
    "2024-05-01 13:00, 1714568400000",
    "2024-05-01T13:00, 1714568400000",
    "2024-05-01, 1714521600000",
    "1714568400000, 1714568400000",
    "1714568400, 1714568400000",
    "-1, -1"
  })
  void timesAreReadAsPeopleWriteThem(String text, long millis) throws Exception {
    assertThat(read(TimeFormat.DEFAULT, text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2024-13-01", "2024-05-01T25:00:00Z", "12.5", "1e9"})
  void invalidTimesAreRefused(String text) {
    assertThatThrownBy(() -> read(TimeFormat.DEFAULT, text))
        .isInstanceOf(HistoryException.class)
        .hasMessageStartingWith("data.csv:2:1: found \"" + text + "\", expected a time, such as");
  }

  @Test
  void theFirstEpochTimeDecidesTheUnit() throws Exception {
    EventTimes seconds = new EventTimes(TimeFormat.DEFAULT);
    assertThat(read(seconds, "1714568400", 0)).isEqualTo(1714568400000L);
    assertThat(read(seconds, "0", 0)).isZero();
    assertThat(read(seconds, "60", 0)).isEqualTo(60_000);
    assertThat(seconds.found()).containsExactly("epoch seconds");

    EventTimes millis = new EventTimes(TimeFormat.DEFAULT);
    assertThat(read(millis, "0", 0)).isZero();
    assertThat(read(millis, "1714568400", 0)).isEqualTo(1714568400L);
    assertThat(millis.found()).containsExactly("epoch milliseconds");
  }

  @ParameterizedTest
  @CsvSource({
    "epoch-seconds, 60, 60000",
    "epoch-millis, 1714568400, 1714568400",
    "iso, 2024-05-01 15:00, 1714568400000",
    "dd.MM.yyyy HH:mm, 01.05.2024 15:00, 1714568400000",
    "yyyyMMdd, 20240501, 1714514400000",
    "yyyy-MM-dd HH:mm xx, 2024-05-01 12:00 -0100, 1714568400000"
  })
  void aGivenFormatIsKept(String format, String text, long millis) throws Exception {
    assertThat(read(TimeFormat.of(format, PARIS), text)).isEqualTo(millis);
  }

  @Test
  void anotherFormatThanTheGivenOneIsRefused() {
    assertThatThrownBy(() -> read(TimeFormat.of("iso", PARIS), "1714568400"))
        .hasMessageContaining("expected a time, such as 2024-05-01T13:00:00Z");
    assertThatThrownBy(() -> read(TimeFormat.of("epoch-seconds", PARIS), "2024-05-01"))
        .hasMessageContaining("epoch seconds");
    assertThatThrownBy(() -> read(TimeFormat.of("HH:mm", PARIS), "12:00"))
        .hasMessageContaining("a time of the given format, with a date");
    assertThatThrownBy(() -> TimeFormat.of("cats", ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRepeatedHourFollowsTheRows() throws Exception {
    EventTimes times = new EventTimes(TimeFormat.of("auto", PARIS));
    List<String> read = new ArrayList<>();
    long previous = EventTimes.NONE_BEFORE;
    for (String text : List.of("01:30", "02:00", "02:30", "02:00", "02:30", "03:00")) {
      previous = read(times, "2024-10-27 " + text, previous);
      read.add(Instant.ofEpochMilli(previous).toString().substring(11, 16));
    }
    assertThat(read).containsExactly("23:30", "00:00", "00:30", "01:00", "01:30", "02:00");
    assertThat(times.found()).containsExactly("times without an offset taken as Europe/Paris");
  }

  @Test
  void theSkippedHourIsRefused() {
    assertThatThrownBy(() -> read(TimeFormat.of("auto", PARIS), "2024-03-31 02:30"))
        .isInstanceOf(HistoryException.class)
        .hasMessage(
            "data.csv:2:1: found \"2024-03-31 02:30\", expected a time that exists in"
                + " Europe/Paris, where clocks went from 2024-03-31T02:00 to 2024-03-31T03:00 at"
                + " 2024-03-31T01:00:00Z");
  }
}
