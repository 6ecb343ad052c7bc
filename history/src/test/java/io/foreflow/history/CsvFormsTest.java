package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.series.SlotRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of CSV forms other than the default one. */
class CsvFormsTest {

  private static final long HOUR = 3_600_000;
  private static final String WIDE =
      """
      ds,boiler,y
      2024-05-01T00:00:00Z,1.5,
      2024-05-01T01:00:00Z,NaN,7
      2024-05-01T02:00:00Z,2.5,8
      """;

  private static CsvFormat format(CsvFormat.Form form, int tolerated) {
    CsvFormat plain = CsvFormat.DEFAULT;
    return new CsvFormat(
        form, plain.series(), plain.time(), plain.value(), plain.times(), tolerated);
  }

  private static HistoryData read(byte[] csv, CsvFormat format, String... covariates)
      throws IOException, HistoryException {
    return CsvHistory.read(
        new ByteArrayInputStream(csv),
        "data.csv",
        format,
        SlotRules.defaults(HOUR),
        List.of(covariates));
  }

  private static HistoryData read(String csv, CsvFormat format, String... covariates)
      throws IOException, HistoryException {
    return read(csv.getBytes(StandardCharsets.UTF_8), format, covariates);
  }

  @Test
  void wideFormHasAColumnForEachSeries() throws Exception {
    HistoryData data = read(WIDE, format(CsvFormat.Form.WIDE, 0));

    assertThat(data.series()).extracting(SeriesHistory::series).containsExactly("boiler", "y");
    assertThat(data.series().get(0).values()).containsExactly(1.5f, Float.NaN, 2.5f);
    assertThat(data.series().get(1).values()).containsExactly(7, 8);
    assertThat(data.series().get(1).firstSlot()).isEqualTo(data.series().get(0).firstSlot() + 1);
    assertThat(data.notes())
        .containsExactly("wide form, a column for each of 2 series, times with an offset");
  }

  @Test
  void wideFormIsRecognisedInGzip() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(WIDE.replace(",y", ",pump").getBytes(StandardCharsets.UTF_8));
    }

    HistoryData data = read(bytes.toByteArray(), CsvFormat.DEFAULT);

    assertThat(data.series()).extracting(SeriesHistory::series).containsExactly("boiler", "pump");
  }

  @Test
  void theCadenceOfWideFormIsFound(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("wide.csv"), WIDE);

    assertThat(CsvHistory.cadenceMillis(file, format(CsvFormat.Form.WIDE, 0))).hasValue(HOUR);
    assertThatThrownBy(() -> CsvHistory.cadenceMillis(file, format(CsvFormat.Form.LONG, 0)))
        .hasMessageContaining(
            "found no column unique_id, expected the header unique_id,ds,y, or ds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ds,a,a | 1:6: found \"a\", expected ds and a column for each series, of different names",
        "ds,a, | 1:6: found \"\", expected ds and a column for each series, of different names",
        "time,a | 1:1: found no column ds, expected ds and a column for each series",
        "ds | 1:1: found no column of a series, expected ds and a column for each series",
        "ds,a;0,x | 2:3: found \"x\", expected a number, or nothing for a missing one",
        "ds,a;noon,1 | 2:1: found \"noon\", expected a time, such as",
        "ds,a;0,1,2 | 2:3: found \"1\", expected 2 columns, not 3"
      })
  void errorsOfWideFormSayWhere(String csv, String message) {
    assertThatThrownBy(() -> read(csv.replace(';', '\n'), format(CsvFormat.Form.WIDE, 0)))
        .isInstanceOf(HistoryException.class)
        .hasMessageStartingWith("data.csv:" + message.strip());
  }

  @Test
  void wideFormHasNoRoomForCovariates() {
    assertThatThrownBy(() -> read(WIDE, format(CsvFormat.Form.WIDE, 0), "temp"))
        .hasMessageContaining("the long form, which alone has room for the covariates [temp]");
  }

  @Test
  void namedColumnsAndTimeFormatsAreUsed() throws Exception {
    CsvFormat format =
        new CsvFormat(
            CsvFormat.Form.AUTO,
            "sensor",
            "at",
            "kW",
            TimeFormat.of("dd/MM/yyyy HH:mm", ZoneId.of("Europe/Paris")),
            0);

    HistoryData data = read("at,sensor,kW\n01/05/2024 02:00,a,3\n", format);

    SeriesHistory a = data.series().get(0);
    assertThat(a.series()).isEqualTo("a");
    assertThat(a.firstSlot()).isEqualTo(1714521600000L / HOUR);
    assertThat(data.notes())
        .containsExactly("long form, times without an offset taken as Europe/Paris");
    assertThatThrownBy(() -> read("at,sensor,y\n", format))
        .hasMessageContaining("expected the header sensor,at,kW");
  }

  @Test
  void eachSeriesPassesTheRepeatedHourAlone() throws Exception {
    CsvFormat format =
        new CsvFormat(
            CsvFormat.Form.AUTO,
            "unique_id",
            "ds",
            "y",
            TimeFormat.of("auto", ZoneId.of("Europe/Paris")),
            0);
    StringBuilder csv = new StringBuilder("unique_id,ds,y\n");
    for (String hour : List.of("01", "02", "02", "03")) {
      for (String series : List.of("a", "b")) {
        csv.append(series).append(",2024-10-27 ").append(hour).append(":00,1\n");
      }
    }

    HistoryData data = read(csv.toString(), format);

    assertThat(data.duplicates()).isZero();
    assertThat(data.series()).extracting(SeriesHistory::slots).containsExactly(4, 4);
  }

  @Test
  void toleratedMalformedRowsAreLeftOutAndShown() throws Exception {
    String csv = "unique_id,ds,y\na,0,1\na,noon,2\na,3600000,x\n\"a,0,1\na,7200000,3\n";

    HistoryData data = read(csv, format(CsvFormat.Form.AUTO, 3));

    assertThat(data.series().get(0).values()).containsExactly(1, Float.NaN, 3);
    assertThat(data.skipped()).containsEntry(CsvHistory.MALFORMED, 3L);
    assertThat(data.notes())
        .hasSize(4)
        .contains(
            "left out: data.csv:4:11: found \"x\", expected a number, or nothing for a missing one")
        .anyMatch(note -> note.startsWith("left out: data.csv:5:1: found a quote that nothing"));
    assertThatThrownBy(() -> read(csv, format(CsvFormat.Form.AUTO, 2)))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("data.csv: more than the 2 malformed rows that are tolerated")
        .hasMessageContaining("data.csv:3:3: found \"noon\"")
        .hasMessageContaining("data.csv:5:1: found a quote");
  }

  private static CsvFormat separatedBy(char delimiter, String... ignored) {
    CsvFormat plain = CsvFormat.DEFAULT;
    return new CsvFormat(
        CsvFormat.Form.AUTO,
        plain.series(),
        plain.time(),
        plain.value(),
        plain.times(),
        0,
        delimiter,
        List.of(ignored));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          unique_id;ds;y    | ';'
          ds;boiler;pump    | ';'
          unique_id/ds/y    | tab
          """,
      delimiter = '|')
  void anotherDelimiterIsNamed(String header, String option) {
    assertThatThrownBy(() -> read(header.replace('/', '\t') + "\n", CsvFormat.DEFAULT))
        .hasMessageContaining("expected the header unique_id,ds,y")
        .hasMessageEndingWith("give --delimiter " + option);
  }

  @Test
  void cellsAreSplitAtTheDelimiter() throws Exception {
    String csv = "unique_id;ds;y\n\"a;b\";2024-05-01T00:00:00Z;%s\n";

    HistoryData data = read(csv.formatted("1.5"), separatedBy(';'));

    assertThat(data.series()).extracting(SeriesHistory::series).containsExactly("a;b");
    assertThatThrownBy(() -> read(csv.formatted("1,5"), separatedBy(';')))
        .hasMessageContaining("found \"1,5\", expected a number with a point before its decimals");
  }

  @Test
  void unknownColumnsAreNamedWithTheOptions() {
    assertThatThrownBy(() -> read("sensor,ds,y,note\n", CsvFormat.DEFAULT))
        .hasMessageContaining("the file has [sensor, ds, y, note]")
        .hasMessageContaining("--id-column, --time-column and --value-column")
        .hasMessageContaining("--ignore-columns");
  }

  @Test
  void ignoredColumnsMayHoldAnything() throws Exception {
    String rows = "unique_id,note,ds,y\na,what is this,2024-05-01T00:00:00Z,1\n";
    assertThat(read(rows, separatedBy(',', "note")).readings()).isEqualTo(1);

    String wide = "ds,boiler,note\n2024-05-01T00:00:00Z,1,what is this\n";
    HistoryData data = read(wide, separatedBy(',', "note"));
    assertThat(data.series()).extracting(SeriesHistory::series).containsExactly("boiler");
    assertThat(data.notes().get(0)).startsWith("wide form, a column for each of 1 series");

    assertThatThrownBy(() -> read(rows, separatedBy(',', "note", "nota")))
        .hasMessageContaining("no column nota, which --ignore-columns names");
  }

  @Test
  void otherEncodingsAreNamed() {
    String csv = "unique_id,ds,y\nK\u00f6ln,2024-05-01T00:00:00Z,1\n";
    for (var utf16 : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
      assertThatThrownBy(() -> read(csv.getBytes(utf16), CsvFormat.DEFAULT))
          .hasMessageContaining("data.csv:1:1: found text that looks like UTF-16")
          .hasMessageContaining("iconv -f UTF-16 -t UTF-8");
    }
    assertThatThrownBy(() -> read(csv.getBytes(StandardCharsets.ISO_8859_1), CsvFormat.DEFAULT))
        .hasMessageContaining("that are not UTF-8, expected text in UTF-8");
    assertThatThrownBy(() -> read(new byte[] {'P', 'K', 3, 4, 0, 0}, CsvFormat.DEFAULT))
        .hasMessageContaining("a zip file or a spreadsheet");
  }

  @Test
  void longCellsAreCutInMessages() {
    assertThatThrownBy(() -> read("x".repeat(100_000) + "\n", CsvFormat.DEFAULT))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
  }
}
