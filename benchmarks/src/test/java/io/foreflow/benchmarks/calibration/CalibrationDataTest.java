package io.foreflow.benchmarks.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.history.SeriesHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data in the data sets' own formats. */
class CalibrationDataTest {
  private final Path data;

  CalibrationDataTest(@TempDir Path data) {
    this.data = data;
  }

  @Test
  void streamsHaveSlotsOfFiveMinutes() throws IOException {
    for (String folder : List.of("realAWSCloudwatch", "realTraffic", "realTweets")) {
      write("nab/" + folder + "/b.csv", "timestamp,value\n2015-01-01 00:02:53,9\n");
    }
    write(
        "nab/realTweets/a.csv",
        """
        timestamp,value
        2015-02-26 21:42:53,1
        2015-02-26 21:47:53,2
        2015-02-26 21:48:00,3
        2015-02-26 21:57:53,4
        """);

    List<SeriesHistory> streams = CalibrationData.nab(data, 0, 1);
    assertThat(streams).extracting(SeriesHistory::series).containsExactly("b", "b", "a");
    assertThat(streams.get(2).values()).containsExactly(1, 2, Float.NaN, 4);
    assertThat(CalibrationData.nab(data, 1, 9))
        .extracting(SeriesHistory::series)
        .containsExactly("b");
  }

  @Test
  void filesMayBeCompressed() throws IOException {
    Path file = data.resolve("exchange_rate/exchange_rate.csv.gz");
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("0,1\n0.5,2\n0.25,3\n".getBytes(StandardCharsets.UTF_8));
    }

    List<SeriesHistory> rates = CalibrationData.exchange(data);
    assertThat(rates).extracting(SeriesHistory::series).containsExactly("0", "1");
    assertThat(rates.get(0).values()).containsExactly(0.5f, 0.25f);
  }

  @Test
  void missingDataIsNamed() {
    assertThatThrownBy(() -> CalibrationData.taxi(data))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nyc_taxi.csv")
        .hasMessageContaining("--data");
    assertThatThrownBy(() -> CalibrationData.nab(data, 0, 6))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("realAWSCloudwatch");
  }

  private void write(String name, String text) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
