package io.foreflow.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of a trading calendar that is not that of the readings. */
class WrongCalendarCommandTest {

  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static Path folder;
  private static Path data;

  /** Half-hours of 40 sessions in New York, 13 a day, before the clocks change in spring. */
  @BeforeAll
  static void writeSessions(@TempDir Path given) throws IOException {
    folder = given;
    StringBuilder rows = new StringBuilder("unique_id,ds,y\n");
    LocalDate day = LocalDate.parse("2026-01-05");
    for (int session = 0; session < 40; day = day.plusDays(1)) {
      if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
        continue;
      }
      session++;
      ZonedDateTime opens = ZonedDateTime.of(day, LocalTime.of(9, 30), ZONE);
      for (int slot = 0; slot < 13; slot++) {
        double price = 100 + Math.sin(session) + 0.1 * slot;
        rows.append(
            "a,%s,%s%n".formatted(opens.plus(Duration.ofMinutes(30L * slot)).toInstant(), price));
      }
    }
    data = Files.writeString(folder.resolve("history.csv"), rows);
  }

  private static Outcome train(String calendar, Path model) {
    String options =
        "train --cadence 30m --horizon 4 --context 16 --seasons 13 --recent 4 --hidden 4 --steps 2"
            + " --warmup 4 --batch 4 --window 24 --burn-in 4 --validation 10";
    List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
    arguments.addAll(List.of("--trading-calendar", calendar, "--data", data.toString(), "--out"));
    arguments.add(model.toString());
    return CommandRunner.run(arguments.toArray(String[]::new));
  }

  private static String well(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.out();
  }

  @Test
  void readingsOutsideTheCalendarAreAWarning() {
    Path model = folder.resolve("wrong.onnx");
    String left = "400 of 520 readings (77 %) were left out, because the market is closed at their";
    String advice = " If it should be open then, correct the time zone and the sessions.";

    // The sessions of New York begin at 14:30 and end at 21:00 UTC.
    assertThat(well(train("UTC Mon-Fri 09:30-16:00", model)))
        .contains(
            "Warning: "
                + left
                + " times by --trading-calendar, the first of 2026-01-05T16:00:00Z."
                + advice);
    assertThat(well(CommandRunner.run("backtest", model.toString(), "--data", data.toString())))
        .contains(
            "Warning: "
                + data
                + ": "
                + left
                + " times by the calendar of the model (UTC Mon-Fri 09:30-16:00), the first of"
                + " 2026-01-05T16:00:00Z."
                + advice);
  }

  @Test
  void rightCalendarsAreNoWarning() {
    Path model = folder.resolve("right.onnx");

    assertThat(well(train("America/New_York Mon-Fri 09:30-16:00", model)))
        .doesNotContain("market is closed");
    assertThat(well(CommandRunner.run("backtest", model.toString(), "--data", data.toString())))
        .doesNotContain("market is closed");
  }

  @Test
  void calendarsWithoutReadingsAreRefused() {
    Outcome refused = train("Asia/Tokyo Mon-Fri 09:00-15:30", folder.resolve("none.onnx"));

    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err())
        .contains(
            "found no reading but 520 while the market is closed, the first of"
                + " 2026-01-05T14:30:00Z, expected at least one within Asia/Tokyo Mon-Fri"
                + " 09:00-15:30. Correct the time zone or the sessions of the trading calendar");
  }
}
