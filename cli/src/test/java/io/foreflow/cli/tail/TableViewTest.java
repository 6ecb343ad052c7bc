package io.foreflow.cli.tail;

import static io.foreflow.cli.tail.TailedRecords.BEGIN;
import static io.foreflow.cli.tail.TailedRecords.HOUR;
import static io.foreflow.cli.tail.TailedRecords.classes;
import static io.foreflow.cli.tail.TailedRecords.forecast;
import static io.foreflow.cli.tail.TailedRecords.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.view.CellText;
import io.foreflow.cli.view.Palette;
import io.foreflow.cli.view.Terminal;
import io.foreflow.wire.Reading;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableViewTest {
  private static final long NOW = 60_000;

  private final SeriesMemory memory = new SeriesMemory(Optional.empty(), 64, true);

  @Test
  void rowHasForecastReadingsAndScores() {
    for (int hour = 0; hour <= 8; hour++) {
      memory.forecast(forecast("sensor-1", hour), NOW - 2_500);
      memory.reading(new Reading("sensor-1", BEGIN + hour * HOUR, hour));
    }
    memory.score(score("sensor-1", 50));

    List<String> frame = frame(160, 20);
    assertThat(frame.get(0))
        .isEqualTo("1 series  3.6/s  newest 2.5 s ago  forecasts at here  Ctrl-C ends");
    assertThat(frame.get(2).strip().split(" {2,}", -1))
        .containsExactly(
            "series",
            "readings, forecast",
            "cutoff (UTC)",
            "next",
            "last step",
            "status",
            "MASE",
            "in band",
            "rate",
            "model");
    assertThat(frame.get(3).strip().split(" {2,}", -1))
        .containsExactly(
            "sensor-1",
            "▁▁▁▁▂▂▂▃▃▇▇",
            "2026-01-31 08:00",
            "20.00",
            "+2H 21.50 [20.00, 23.00]",
            "ready",
            "0.50",
            "75 %",
            "3.6/s",
            "demo 7");
    assertThat(frame).hasSize(4);
  }

  @Test
  void lessImportantColumnsGiveWay() {
    memory.forecast(forecast("sensor-1", 1), NOW);
    memory.score(score("sensor-1", 50));

    assertThat(frame(160, 20).get(2)).contains("model", "rate", "cutoff", "MASE", "last step");
    assertThat(frame(110, 20).get(2)).doesNotContain("model").contains("cutoff", "MASE");
    assertThat(frame(80, 20).get(2)).doesNotContain("cutoff", "in band").contains("status", "MASE");
    assertThat(frame(40, 20).get(2).strip().split(" {2,}", -1))
        .containsExactly("series", "readings, forecast", "next");
    assertThat(frame(12, 20).get(2)).isEqualTo("series  ");
  }

  @Test
  void everyRowIsAsWideAsTheOthers() {
    String hostile = "\u001b[2J\u202e温度 sensor\nof 🚀\ta very long name that goes on";
    for (String name : List.of(hostile, "b", "温度温度温度温度温度温度温度温度温度", "")) {
      memory.forecast(forecast(name, 1), NOW);
      memory.score(score(name, 120));
    }
    memory.forecast(classes("classes", 1), NOW);

    for (int columns = 1; columns < 240; columns++) {
      List<String> rows = frame(columns, 20).subList(2, 8);
      int width = CellText.width(rows.get(0));
      assertThat(width).isLessThan(Math.max(2, columns));
      assertThat(rows)
          .allSatisfy(row -> assertThat(CellText.width(row)).isEqualTo(width))
          .allSatisfy(row -> assertThat(row.chars()).noneMatch(Character::isISOControl));
    }
  }

  @Test
  void saysHowManySeriesAreNotShown() {
    for (int i = 1_000; i < 2_300; i++) {
      memory.forecast(forecast("s" + i, 1), NOW);
    }

    List<String> frame = frame(100, 24);
    assertThat(frame).hasSize(23);
    assertThat(frame.get(3)).startsWith("s1000 ");
    assertThat(frame.get(21)).startsWith("s1018 ");
    assertThat(frame.get(22)).isEqualTo("and 1,281 more; --series NAME shows one");
  }

  @Test
  void classesShowTheMostLikelyOne() {
    memory.forecast(classes("a", 1), NOW);

    assertThat(frame(160, 20).get(3))
        .containsSubsequence("  up  +2H down 0.400 up 0.600  ", "warming", "direction 1");
  }

  @Test
  void nothingYetIsSaid() {
    assertThat(frame(80, 24))
        .containsExactly(
            "0 series  0/min  forecasts at here  Ctrl-C ends",
            "",
            "No forecast yet. The first one shows here as soon as it comes.");
  }

  @Test
  void recordsThatCannotBeReadAreSaidBelow() {
    TailStatus status = new TailStatus("here", NOW, List.of("bad\u001b[31m record"));

    assertThat(new TableView(Palette.NONE).frame(memory, status, new Terminal.Size(80, 24)))
        .last()
        .isEqualTo("bad\\u001b[31m record");
  }

  @Test
  void worseThanNaiveIsRed() {
    memory.forecast(forecast("bad", 1), NOW);
    memory.score(score("bad", 120));
    memory.forecast(forecast("good", 1), NOW);
    memory.score(score("good", 50));
    TailStatus status = new TailStatus("here", NOW, List.of());

    List<String> frame =
        new TableView(Palette.COLOURS).frame(memory, status, new Terminal.Size(160, 24));
    assertThat(frame.get(3)).contains("\u001b[31m 1.20\u001b[0m");
    assertThat(frame.get(4)).contains("\u001b[32m 0.50\u001b[0m");
  }

  private List<String> frame(int columns, int rows) {
    return new TableView(Palette.NONE)
        .frame(
            memory,
            new TailStatus("forecasts at here", NOW, List.of()),
            new Terminal.Size(columns, rows));
  }
}
