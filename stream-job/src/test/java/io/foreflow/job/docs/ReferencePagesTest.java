package io.foreflow.job.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The pages say what the code says. */
class ReferencePagesTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference");

  @Test
  void thePageOfOptionsIsUpToDate() throws IOException {
    holds("job-options.md", JobOptionsPage.make());
  }

  @Test
  void thePageOfMetricsIsUpToDate() throws IOException {
    holds("metrics.md", MetricsPage.make());
  }

  private static void holds(String name, String content) throws IOException {
    Path page = REFERENCE.resolve(name);
    if (Boolean.getBoolean("foreflow.docs.write")) {
      Files.createDirectories(REFERENCE);
      Files.writeString(page, content);
    }
    assertThat(page)
        .as("run this test with -Dforeflow.docs.write=true to make the page again")
        .hasContent(content);
  }
}
