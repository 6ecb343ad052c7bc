package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CovariateHistoryTest {

  private static final long HOUR = 3_600_000;

  private static HistoryData read(String csv, String... covariates) throws Exception {
    return CsvHistory.read(
        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
        "data.csv",
        HOUR,
        List.of(covariates));
  }

  private static float[] at(SeriesHistory series, int slot, String... wanted) {
    float[] found = new float[wanted.length];
    CovariateColumns.of(List.of(wanted), series.covariates().names()).read(series, slot, found);
    return found;
  }

  @Test
  void columnsOfCovariatesComeWithTheirReading() throws Exception {
    SeriesHistory a =
        read("temp,unique_id,ds,y,promo\n20.5,a,0,1,0\n,a,3600000,2,1\n", "promo", "temp")
            .series()
            .get(0);

    assertThat(a.values()).containsExactly(1, 2);
    assertThat(at(a, 0, "promo", "temp")).containsExactly(0, 20.5f);
    assertThat(at(a, 1, "promo", "temp")).containsExactly(1, Float.NaN);
  }

  @Test
  void rowsAfterTheLastReadingAreKnownAhead() throws Exception {
    HistoryData data =
        read(
            "unique_id,ds,y,temp\na,0,1,10\na,3600000,2,11\na,7200000,,12\na,10800000,NaN,13\n",
            "temp",
            "temp+1",
            "temp+2",
            "temp+3");
    SeriesHistory a = data.series().get(0);

    assertThat(a.values()).containsExactly(1, 2);
    assertThat(data.missing()).isZero();
    assertThat(at(a, 0, "temp", "temp+1", "temp+3")).containsExactly(10, 11, 13);
    assertThat(at(a, 1, "temp", "temp+2", "temp+3")).containsExactly(11, 13, Float.NaN);
  }

  @Test
  void missingReadingsHaveCovariatesAndGapsHaveNone() throws Exception {
    SeriesHistory a =
        read("unique_id,ds,y,temp\na,0,1,10\na,7200000,,12\na,10800000,4,13\n", "temp", "temp+1")
            .series()
            .get(0);

    assertThat(at(a, 0, "temp", "temp+1")).containsExactly(10, Float.NaN);
    assertThat(at(a, 1, "temp", "temp+1")).as("a gap").containsOnly(Float.NaN);
    assertThat(at(a, 2, "temp", "temp+1")).as("a missing reading").containsExactly(12, 13);
  }

  @Test
  void aForecastColumnWinsOverTheActualValue() throws Exception {
    SeriesHistory a =
        read("unique_id,ds,y,temp,temp+1\na,0,1,10,99\na,3600000,2,11,98\n", "temp", "temp+1")
            .series()
            .get(0);

    assertThat(at(a, 0, "temp", "temp+1")).containsExactly(10, 99);
  }

  @Test
  void covariatesComeFromTheReadingThatCounts() throws Exception {
    SeriesHistory a =
        read("unique_id,ds,y,temp\na,2,3,30\na,0,1,10\na,1,,5\na,3600000,2,11\n", "temp")
            .series()
            .get(0);

    assertThat(a.values()).containsExactly(1, 2);
    assertThat(at(a, 0, "temp")).containsExactly(10);
  }

  @Test
  void theDigestChangesWithCovariatesAndTheirNames() throws Exception {
    String csv = "unique_id,ds,y,temp\na,0,1,10\na,3600000,2,11\n";
    String digest = HistoryDigest.of(read(csv, "temp").series());

    assertThat(HistoryDigest.of(read(csv, "temp").series())).isEqualTo(digest);
    assertThat(HistoryDigest.of(read(csv.replace("11", "12"), "temp").series()))
        .isNotEqualTo(digest);
    assertThat(HistoryDigest.of(read(csv.replace("temp", "heat"), "heat").series()))
        .isNotEqualTo(digest);
    assertThat(HistoryDigest.of(read("unique_id,ds,y\na,0,1\na,3600000,2\n").series()))
        .isNotEqualTo(digest);
  }

  @Test
  void theCadenceIsFoundDespiteOtherColumns(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("history.csv");
    Files.writeString(file, "unique_id,ds,y,temp\na,0,1,10\na,7200000,2,eleven\n");

    assertThat(CsvHistory.cadenceMillis(file)).hasValue(2 * HOUR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unique_id,ds,y,temp | '' | data.csv:1:16: found \"temp\", expected the header",
        "unique_id,ds,y,temp,x | temp | data.csv:1:21: found \"x\", expected the header"
            + " unique_id,ds,y and the covariates [temp]",
        "unique_id,ds,y | temp | data.csv:1:1: found no column temp, expected the header",
        "unique_id,ds,y,temp,temp | temp | data.csv:1:21: found \"temp\", expected the header",
        "unique_id,ds,y,temp+2 | temp+1 | data.csv:1:16: found \"temp+2\", expected the header"
      })
  void errorsNameTheColumns(String header, String covariate, String message) {
    String[] covariates = covariate.isEmpty() ? new String[0] : new String[] {covariate};

    assertThatThrownBy(() -> read(header + "\na,0,1,2\n", covariates))
        .isInstanceOf(HistoryException.class)
        .hasMessageStartingWith(message.strip());
  }

  @Test
  void aModelsCovariateWithoutAColumnIsNamed() throws Exception {
    SeriesHistory a = read("unique_id,ds,y,temp\na,0,1,10\n", "temp").series().get(0);

    assertThatThrownBy(() -> at(a, 0, "wind+2"))
        .hasMessageContaining("no column for the covariate wind+2")
        .hasMessageContaining("[temp]");
  }
}
