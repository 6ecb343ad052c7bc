package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.series.Duplicates;
import io.foreflow.series.SlotGrid;
import io.foreflow.series.SlotRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvHistoryTest {

  private static final long HOUR = 3_600_000;

  private static HistoryData read(String csv) throws Exception {
    return CsvHistory.read(
        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
        "data.csv",
        HOUR,
        List.of());
  }

  private static HistoryData read(String csv, CsvFormat format, SlotRules rules) throws Exception {
    return CsvHistory.read(
        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
        "data.csv",
        format,
        rules,
        List.of());
  }

  @Test
  void putsReadingsOnTheGridAndFillsGaps() throws Exception {
    HistoryData data =
        read(
            """
            unique_id,ds,y
            a,1970-01-01T02:00:00Z,1.5
            b,1970-01-01T00:00:00Z,7
            a,1970-01-01T05:00:00Z,
            a,1970-01-01T04:30:00Z,-2
            """);

    assertThat(data.series()).hasSize(2);
    SeriesHistory a = data.series().get(0);
    assertThat(a.series()).isEqualTo("a");
    assertThat(a.firstSlot()).isEqualTo(2);
    assertThat(a.values()).containsExactly(1.5f, Float.NaN, -2, Float.NaN);
    assertThat(data.readings()).isEqualTo(3);
    assertThat(data.missing()).isEqualTo(1);
  }

  @Test
  void theFirstReadingOfASlotWins() throws Exception {
    HistoryData data = read("unique_id,ds,y\na,3599999,6\na,0,5\na,1,\na,3600000,7\na,3600001,8\n");

    assertThat(data.series().get(0).values()).containsExactly(5, 7);
    assertThat(data.duplicates()).isEqualTo(3);
  }

  @Test
  void aMissingFirstReadingWinsToo() throws Exception {
    HistoryData data = read("unique_id,ds,y\na,0,\na,1,5\na,3600000,7\n");

    assertThat(data.series().get(0).values()).containsExactly(Float.NaN, 7);
    assertThat(data.duplicates()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"LAST, 3, 4", "MEAN, 2.5, 4", "OHLC, 3, 4"})
  void readingsOfASlotAreCombinedAsConfigured(Duplicates duplicates, float first, float second)
      throws Exception {
    HistoryData data =
        read(
            "unique_id,ds,y\na,30,\na,0,2\na,20,3\na,3600000,4\n",
            CsvFormat.DEFAULT,
            new SlotRules(new SlotGrid(HOUR), duplicates, 48));

    SeriesHistory a = data.series().get(0);
    assertThat(a.values()).containsExactly(first, second);
    assertThat(data.duplicates()).isEqualTo(2);
    if (duplicates == Duplicates.OHLC) {
      assertThat(a.covariates().names()).containsExactly("open", "high", "low");
      assertThat(a.covariates().values()).containsExactly(2, 3, 2, 4, 4, 4);
    }
  }

  @Test
  void aSeriesStartsAfreshAfterALongGap() throws Exception {
    String csv = "unique_id,ds,y\na,0,1\na,10800000,2\na,25200000,3\nb,0,9\n";

    HistoryData data =
        read(csv, CsvFormat.DEFAULT, new SlotRules(new SlotGrid(HOUR), Duplicates.FIRST, 2));

    assertThat(data.series()).extracting(SeriesHistory::series).containsExactly("a", "a", "b");
    assertThat(data.series()).extracting(SeriesHistory::firstSlot).containsExactly(0L, 7L, 0L);
    assertThat(data.series().get(0).values()).containsExactly(1, Float.NaN, Float.NaN, 2);
    assertThat(read(csv).series()).hasSize(2);
  }

  @Test
  void readsColumnsInAnyOrderAndQuotes() throws Exception {
    HistoryData data = read("\uFEFFy,\"unique_id\",ds\r\n3,\"a \"\"b\"\", c\",0\r\n");

    assertThat(data.series().get(0).series()).isEqualTo("a \"b\", c");
    assertThat(data.series().get(0).values()).containsExactly(3);
  }

  @Test
  void gzipIsRecognisedByItsFirstBytes(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("history.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("unique_id,ds,y\na,0,1\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(CsvHistory.read(file, HOUR).readings()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NaN", "nan", "NA", "null", " "})
  void missingReadingsAreWrittenInManyWays(String text) throws Exception {
    HistoryData data = read("unique_id,ds,y\na,0,1\na,3600000," + text + "\n");

    assertThat(data.series().get(0).values()).containsExactly(1, Float.NaN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | data.csv:1:1: found an empty file, expected the header unique_id,ds,y",
        "'a,b,c' | data.csv:1:1: found \"a\", expected the header unique_id,ds,y",
        "'unique_id,ds' | data.csv:1:1: found no column y, expected the header",
        "'unique_id,ds,y,x' | data.csv:1:16: found \"x\", expected the header",
        "'unique_id,ds,y,y' | data.csv:1:16: found \"y\", expected the header",
        "'unique_id,ds,y\\na,0' | data.csv:2:3: found \"0\", expected 3 columns, not 2",
        "'unique_id,ds,y\\na,0,1,2' | data.csv:2:5: found \"1\", expected 3 columns, not 4",
        "'unique_id,ds,y\\na,0,1\\n,0,1' | data.csv:3:1: found \"\", expected the name of a series",
        "'unique_id,ds,y\\na,noon,1' | data.csv:2:3: found \"noon\", expected a time, such as",
        "'unique_id,ds,y\\na,0,one' | data.csv:2:5: found \"one\", expected a number",
        "'unique_id,ds,y\\na,0,1e99' | data.csv:2:5: found \"1e99\", expected a number below",
        "'unique_id,ds,y\\na,0,Infinity' | data.csv:2:5: found \"Infinity\", expected a number below",
        "'unique_id,ds,y\\n\"a,0,1' | data.csv:2:1: found a quote that nothing closes",
        "'unique_id,ds,y\\n\"a\"b,0,1' | data.csv:2:4: found 'b' after a closing quote, expected",
        "'unique_id,ds,y\\na,0,' | data.csv: found no reading, expected at least one"
      })
  void errorsSayWhereWhatAndWhatIsExpected(String csv, String message) {
    assertThatThrownBy(() -> read(csv.replace("\\n", "\n")))
        .isInstanceOf(HistoryException.class)
        .hasMessageStartingWith(message.strip());
  }

  @Test
  void aFarTimeMakesNoMissingSlots() throws Exception {
    HistoryData data = read("unique_id,ds,y\na,1970-01-01,1\na,9970-01-01,1\n");

    assertThat(data.series()).extracting(SeriesHistory::slots).containsExactly(1, 1);
  }

  @Test
  void theDigestCoversNamesSlotsAndValues() throws Exception {
    String digest = digest("unique_id,ds,y\na,0,1\na,7200000,2\n");

    assertThat(digest).startsWith("sha256:").hasSize(7 + 64);
    assertThat(digest("unique_id,ds,y\na,7200000,2\na,0,1\n")).isEqualTo(digest);
    assertThat(digest("unique_id,ds,y\nb,0,1\nb,7200000,2\n")).isNotEqualTo(digest);
    assertThat(digest("unique_id,ds,y\na,3600000,1\na,10800000,2\n")).isNotEqualTo(digest);
    assertThat(digest("unique_id,ds,y\na,0,1\na,7200000,3\n")).isNotEqualTo(digest);
  }

  private static String digest(String csv) throws Exception {
    return HistoryDigest.of(read(csv).series());
  }

  @Test
  void aBrokenGzipIsAnIoError() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write("unique_id,ds,y\na,0,1\n".getBytes(StandardCharsets.UTF_8));
    }
    byte[] cut = java.util.Arrays.copyOf(bytes.toByteArray(), 20);

    assertThatThrownBy(
            () -> CsvHistory.read(new ByteArrayInputStream(cut), "cut.gz", HOUR, List.of()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void findsTheCadenceInTheFirstMillionReadings(@TempDir Path folder) throws Exception {
    StringBuilder wide = new StringBuilder("ds");
    for (int series = 0; series < 5_000; series++) {
      wide.append(",s").append(series);
    }
    for (int slot = 0; slot < 202; slot++) {
      wide.append('\n').append(HOUR * slot).append(",1".repeat(5_000));
    }
    Path file = Files.writeString(folder.resolve("wide.csv"), wide.append("\nnot a time\n"));

    assertThat(CsvHistory.cadenceMillis(file)).hasValue(HOUR);
    assertThatThrownBy(() -> CsvHistory.read(file, HOUR)).hasMessageContaining("204");
  }
}
