package io.foreflow.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecordsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "records.md");

  @Test
  void thePageIsUpToDate() throws Exception {
    if (Boolean.getBoolean("foreflow.docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, RecordsPage.make());
    }
    assertThat(PAGE)
        .as("run this test with -Dforeflow.docs.write=true to make the page again")
        .hasContent(RecordsPage.make());
  }
}
