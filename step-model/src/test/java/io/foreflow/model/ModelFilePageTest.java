package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the page of the model file against the code. */
class ModelFilePageTest {
  private String page = "";

  @BeforeEach
  void read() throws Exception {
    page = Files.readString(Path.of("..", "docs", "reference", "model-file.md"));
  }

  @Test
  void thePageListsTheOperatorsThatAreAllowed() {
    String listed = page.substring(page.indexOf("Operators that a graph may have:"));
    assertThat(listed.substring(listed.indexOf('\n')).replace(".", "").strip().split(",\\s+"))
        .containsExactlyElementsOf(GraphRules.OPERATORS.stream().sorted().toList());
  }

  @Test
  void thePageListsTheRefusalReasonsInOrder() {
    List<String> rows =
        page.substring(page.indexOf("| code | when |"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(InvalidModelFileException.Reason.values())
                .map(InvalidModelFileException.Reason::code)
                .toList());
  }

  @Test
  void thePageNamesTheManifestsFieldsAndLimits() throws Exception {
    String manifest = TinyStepGraph.hourly().manifest().toJson(FileDigest.BLANK);
    for (String field :
        new ObjectMapper().readTree(manifest).propertyStream().map(Map.Entry::getKey).toList()) {
      assertThat(page).contains('`' + field + '`');
    }
    assertThat(page)
        .contains(
            Manifest.METADATA_KEY,
            "1 to " + Manifest.LONGEST_HORIZON,
            "more than " + StateLayout.LARGEST_SIZE + " elements",
            "more than " + (StepModel.LARGEST_FILE >> 20) + " MiB",
            "more than " + GraphRules.MOST_NODES + " nodes",
            "longer than " + StepLimits.DEFAULT.step().toSeconds() + " seconds",
            "multiples of " + StepWorkspace.padded(1) + " rows");
  }
}
