package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "'=already",
        "''=twice",
        "'tis",
        "''",
        "plain",
        "a,b",
        "=\"quoted\"",
        "two\nlines",
        "two\r\nlines"
      })
  void namesComeBackAsTheyWere(String name) throws Exception {
    String cell = CsvName.cell(name);
    String longForm = "unique_id,ds,y\n" + cell + ",2024-05-01T00:00:00Z,-1\n";
    String wideForm = "ds," + cell + "\n2024-05-01T00:00:00Z,-1\n";

    for (String csv : List.of(longForm, wideForm)) {
      SeriesHistory read =
          CsvHistory.read(
                  new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                  "data.csv",
                  3_600_000,
                  List.of())
              .series()
              .get(0);
      assertThat(read.series()).isEqualTo(name);
      assertThat(read.values()).containsExactly(-1);
    }
  }

  @Test
  void noCellIsAFormula() {
    assertThat(CsvName.cell("=1+1")).isEqualTo("\"'=1+1\"");
    assertThat(CsvName.cell("@a\"b")).isEqualTo("\"'@a\"\"b\"");
    assertThat(CsvName.cell("sensor-1")).isEqualTo("sensor-1");
    assertThat(CsvName.cell("'tis")).isEqualTo("'tis");
  }
}
