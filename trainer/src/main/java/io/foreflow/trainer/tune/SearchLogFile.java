package io.foreflow.trainer.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A search log as a file of JSON lines. The first line identifies the search, and each further line
 * is an outcome. A line that was being written when the process was killed is cut off.
 */
public final class SearchLogFile implements SearchLog {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** The first line. It holds what decides the search, by name. */
  record Head(Map<String, String> search) {

    Head {
      search = OutcomeLine.sorted(search);
    }
  }

  private final Path file;
  private final List<TrialOutcome> outcomes = new ArrayList<>();

  /**
   * Opens the file and resumes its search, or creates the file.
   *
   * @param identity everything that decides the search, by name
   * @throws IllegalArgumentException if the file belongs to another search or is not a log
   * @throws IOException if it cannot be read or written
   */
  public SearchLogFile(Path file, Map<String, String> identity) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      List<String> lines = whole(file);
      if (!lines.isEmpty()) {
        compare(lines.get(0), identity);
        for (int i = 1; i < lines.size(); i++) {
          outcomes.add(parse(OutcomeLine.class, lines.get(i), i + 1).outcome());
        }
        return;
      }
    }
    Files.writeString(file, text(new Head(identity)), StandardCharsets.UTF_8);
  }

  /** The complete lines. The file is cut after the last of them. */
  private static List<String> whole(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    String kept = text.substring(0, text.lastIndexOf('\n') + 1);
    if (kept.length() < text.length()) {
      Files.writeString(file, kept, StandardCharsets.UTF_8);
    }
    return kept.lines().toList();
  }

  private void compare(String line, Map<String, String> identity) {
    Map<String, String> found = parse(Head.class, line, 1).search();
    List<String> differences = new ArrayList<>();
    new TreeMap<>(identity)
        .forEach(
            (name, value) -> {
              String before = found.getOrDefault(name, "not there");
              if (!before.equals(value)) {
                differences.add(name + " was " + before + ", now it is " + value);
              }
            });
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          file
              + " is the log of another search: "
              + String.join("; ", differences)
              + ". Use the data and options of that search, choose another log, or delete it");
    }
  }

  private <T> T parse(Class<T> type, String line, int number) {
    try {
      return JSON.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file
              + ", line "
              + number
              + ": expected JSON of a search, found \""
              + line
              + "\"; choose another log, or delete it",
          e);
    }
  }

  private static String text(Object line) throws JsonProcessingException {
    return JSON.writeValueAsString(line) + '\n';
  }

  @Override
  public List<TrialOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  @Override
  public void add(TrialOutcome outcome) {
    try {
      Files.writeString(
          file, text(OutcomeLine.of(outcome)), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    outcomes.add(outcome);
  }
}
