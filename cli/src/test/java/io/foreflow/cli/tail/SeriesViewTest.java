package io.foreflow.cli.tail;

import static io.foreflow.cli.tail.TailedRecords.BEGIN;
import static io.foreflow.cli.tail.TailedRecords.HOUR;
import static io.foreflow.cli.tail.TailedRecords.classes;
import static io.foreflow.cli.tail.TailedRecords.day;
import static io.foreflow.cli.tail.TailedRecords.forecast;
import static io.foreflow.cli.tail.TailedRecords.inMarket;
import static io.foreflow.cli.tail.TailedRecords.marketTime;
import static io.foreflow.cli.tail.TailedRecords.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.view.CellText;
import io.foreflow.cli.view.Palette;
import io.foreflow.cli.view.Terminal;
import io.foreflow.wire.Reading;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesViewTest {

  @Test
  void chartHasReadingsBandAndNumbers() {
    SeriesMemory memory = memory("a", true);
    for (int hour = 0; hour < 40; hour++) {
      memory.forecast(day("a", hour), 0);
      memory.reading(new Reading("a", BEGIN + hour * HOUR, hour % 7));
    }
    memory.score(score("a", 50));

    List<String> frame = frame("a", memory, 60, 20);
    assertThat(frame).hasSizeLessThan(20);
    assertThat(frame.get(2)).startsWith("  30.00");
    assertThat(String.join("\n", frame.subList(2, 12)))
        .contains("░", "┊")
        .containsPattern("[\u2801-\u28ff]");
    assertThat(frame.subList(frame.size() - 4, frame.size()))
        .containsExactly(
            "readings until 2026-02-01 15:00 UTC, then the next 24 as f…",
            "+1H 24.00 [20.00, 30.00]   +24H 26.00 [20.00, 30.00]",
            "demo 7  ready",
            "MASE 0.50, in the band 75 %  of 100 scored forecasts");
  }

  @Test
  void closedMarketTakesNoRoom() {
    SeriesMemory always = memory("a", true);
    SeriesMemory market = memory("a", true);
    for (int slot = 0; slot < 20; slot++) {
      always.forecast(forecast("a", slot), 0);
      always.reading(new Reading("a", BEGIN + slot * HOUR, slot % 5));
      market.forecast(inMarket("a", slot), 0);
      market.reading(new Reading("a", marketTime(slot), slot % 5));
      // A trade after hours is in no slot.
      market.reading(new Reading("a", marketTime(slot - slot % 5) + 6 * HOUR, 1000));
    }

    assertThat(frame("a", market, 60, 20).subList(2, 14))
        .isEqualTo(frame("a", always, 60, 20).subList(2, 14));
  }

  @Test
  void withoutReadingsItShowsForecastByForecast() {
    SeriesMemory memory = memory("a", false);
    memory.forecast(forecast("a", 1), 0);
    memory.forecast(forecast("a", 2), 0);

    List<String> frame = frame("a", memory, 120, 20);
    assertThat(frame)
        .contains(
            "forecasts of the next step, one by one until 2026-01-31 02:00 UTC,"
                + " then the next 2 as forecast, in a band");
  }

  @Test
  void namesOtherSeriesWhileItWaits() {
    SeriesMemory memory = memory("sensor-1", true);
    memory.forecast(forecast("sensor-0001", 1), 0);

    assertThat(frame("sensor-1", memory, 80, 24))
        .contains("No forecast of this series yet.", "Forecasts came of sensor-0001");
  }

  @Test
  void everyLineFitsWhateverTheName() {
    String hostile = "\u001b[2J温度\n\u202eabcdefghijklmnopqrstuvwxyz";
    SeriesMemory memory = memory(hostile, true);
    memory.forecast(classes(hostile, 1), 0);
    for (int columns = 20; columns < 100; columns++) {
      assertThat(frame(hostile, memory, columns, 10))
          .allSatisfy(line -> assertThat(line.chars()).noneMatch(Character::isISOControl))
          .hasSizeLessThan(10);
      int room = columns;
      assertThat(frame(hostile, memory, columns, 10).subList(1, 6))
          .allSatisfy(line -> assertThat(CellText.width(line)).isLessThan(room));
    }
  }

  private static SeriesMemory memory(String name, boolean readings) {
    return new SeriesMemory(Optional.of(name), 64, readings);
  }

  private static List<String> frame(String name, SeriesMemory memory, int columns, int rows) {
    return new SeriesView(name, Palette.NONE)
        .frame(
            memory,
            new TailStatus("forecasts at here", 1_000, List.of()),
            new Terminal.Size(columns, rows));
  }
}
