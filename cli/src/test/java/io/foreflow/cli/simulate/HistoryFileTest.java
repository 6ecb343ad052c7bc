package io.foreflow.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

  private static final SimulationSpec SPEC =
      new SimulationSpec(
          SeriesKind.MIXED, 3, 11, Duration.ofHours(1), SimulationSpec.DEFAULT_START);

  @Test
  void aHistoryPrecedesTheStreamOfItsValues(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("history.csv");

    long readings = HistoryFile.write(file, SPEC, 200);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize((int) readings + 1).first().isEqualTo("unique_id,ds,y");
    SimulatedSeries fleet = SimulatedSeries.of(SPEC);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      int number = Integer.parseInt(fields[0].substring(fields[0].length() - 4));
      long slot = SPEC.grid().slot(Instant.parse(fields[1]).toEpochMilli());
      assertThat(fields[0]).isEqualTo(fleet.name(number));
      assertThat(slot).isBetween(SPEC.startSlot() - 200, SPEC.startSlot() - 1);
      assertThat(fleet.missing(number, slot)).isFalse();
      assertThat(Float.parseFloat(fields[2])).isEqualTo(fleet.value(number, slot));
    }
  }
}
