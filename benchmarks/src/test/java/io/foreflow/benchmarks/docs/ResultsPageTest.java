package io.foreflow.benchmarks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests that the pages on performance show the figures of the files in {@code benchmarks/results}.
 */
class ResultsPageTest {
  private static final Path FOLDER = Path.of("results");
  private static final Path FIRST_PAGE = Path.of("..", "docs", "performance.md");
  private static final Path RESULTS_PAGE = Path.of("..", "docs", "performance", "results.md");
  private static final Path README = Path.of("..", "README.md");

  private static Results results;

  @BeforeAll
  static void readResults() throws IOException {
    results = Results.read(FOLDER);
  }

  @Test
  void resultsPageShowsTheFiles() throws IOException {
    requireContent(RESULTS_PAGE, ResultsPage.make(results));
  }

  @Test
  void firstPageShowsTheEightFigures() throws IOException {
    String page = Files.readString(FIRST_PAGE);
    Pattern marked =
        Pattern.compile(
            Pattern.quote(KeyFigures.BEGIN) + ".*?" + Pattern.quote(KeyFigures.END),
            Pattern.DOTALL);
    assertThat(page).containsPattern(marked);
    String table = Matcher.quoteReplacement(KeyFigures.table(results));
    requireContent(FIRST_PAGE, marked.matcher(page).replaceFirst(table));
  }

  @Test
  void readmeShowsTheRatiosOfTheFiles() throws IOException {
    assertThat(Files.readString(README))
        .contains(
            times(ResultFile.JOB, "window64") + " a window",
            times(ResultFile.JOB_PEERS, "kafkaStreams") + " Kafka Streams",
            times(ResultFile.JOB_PEERS, "dl4j") + " DL4J");
  }

  @Test
  void everyFileHasItsEntry() throws IOException {
    List<String> known = new ArrayList<>(List.of(CalibrationPageTest.FILE));
    Arrays.stream(ResultFile.values()).map(ResultFile::fileName).forEach(known::add);
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".json"))
          .containsExactlyInAnyOrderElementsOf(known);
    }
  }

  private static String times(ResultFile file, String ratio) {
    return Math.round(results.ratio(file, ratio)) + " times";
  }

  private static void requireContent(Path page, String content) throws IOException {
    if (Boolean.getBoolean("foreflow.docs.write")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, content);
    }
    assertThat(page)
        .as("run ResultsPageTest with -Dforeflow.docs.write=true to make the page again")
        .hasContent(content);
  }
}
