package io.foreflow.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchLogFileTest {

  private static final Map<String, String> IDENTITY = Map.of("seed", "7", "space", "cell: [gru]");
  private static final TrialOutcome GOOD =
      new TrialOutcome(3, 1, 30, Map.of("cell", "gru"), 0.1234567890123, 2.5, Optional.empty());
  private static final TrialOutcome BAD =
      new TrialOutcome(
          4, 0, 10, Map.of(), Double.POSITIVE_INFINITY, 0.5, Optional.of("a \"reason\""));

  private Path file = Path.of("");

  @BeforeEach
  void write(@TempDir Path folder) throws Exception {
    file = folder.resolve("trials.jsonl");
    SearchLogFile log = new SearchLogFile(file, IDENTITY);
    log.add(GOOD);
    log.add(BAD);
  }

  @Test
  void readsWhatWasWritten() throws Exception {
    SearchLogFile again = new SearchLogFile(file, IDENTITY);

    assertThat(again.outcomes()).containsExactly(GOOD, BAD);
    assertThat(again.find(4, 0)).hasValue(BAD);
    assertThat(again.find(4, 1)).isEmpty();
    assertThat(Files.readAllLines(file)).hasSize(3).allMatch(line -> line.startsWith("{"));
  }

  @Test
  void cutsOffALineThatIsIncomplete() throws Exception {
    Files.writeString(file, "{\"trial\":5,\"ru", StandardOpenOption.APPEND);

    SearchLogFile again = new SearchLogFile(file, IDENTITY);
    again.add(GOOD);

    assertThat(new SearchLogFile(file, IDENTITY).outcomes()).containsExactly(GOOD, BAD, GOOD);
  }

  @Test
  void refusesTheLogOfAnotherSearch() {
    assertThatThrownBy(
            () -> new SearchLogFile(file, Map.of("seed", "8", "space", "cell: [gru]", "by", "wql")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "another search: by was not there, now it is wql; seed was 7, now it is 8.");
  }

  @Test
  void refusesFilesThatAreNoLog() throws Exception {
    Files.writeString(file, "unique_id,ds,y\n");

    assertThatThrownBy(() -> new SearchLogFile(file, IDENTITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 1: expected JSON");
  }

  @Test
  void linesStayAsTheyAlwaysWere() throws Exception {
    List<String> lines =
        List.of(
            "{\"search\":{\"seed\":\"7\",\"space\":\"cell: [gru]\"}}",
            "{\"trial\":3,\"rung\":1,\"steps\":30,\"score\":0.1234567890123,\"seconds\":2.5,"
                + "\"options\":{\"cell\":\"gru\"}}",
            "{\"trial\":4,\"rung\":0,\"steps\":10,\"seconds\":0.5,"
                + "\"problem\":\"a \\\"reason\\\"\",\"options\":{}}");

    assertThat(Files.readAllLines(file)).isEqualTo(lines);
    Files.writeString(file, "{\"trial\":9,\"new\":[1]}\n", StandardOpenOption.APPEND);
    assertThat(new SearchLogFile(file, IDENTITY).outcomes())
        .last()
        .isEqualTo(
            new TrialOutcome(9, 0, 0, Map.of(), Double.POSITIVE_INFINITY, 0, Optional.empty()));
  }
}
