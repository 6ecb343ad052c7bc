package io.foreflow.trainer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.options.OptionsPage;
import io.foreflow.trainer.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests that docs/reference/training-options.md agrees with the code. */
class TrainingOptionsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "training-options.md");

  @Test
  void thePageOfOptionsIsUpToDate() throws IOException {
    String content = make();
    if (Boolean.getBoolean("foreflow.docs.write")) {
      Files.writeString(PAGE, content);
    }
    assertThat(PAGE)
        .as("run this test with -Dforeflow.docs.write=true to make the page again")
        .hasContent(content);
  }

  private static String make() {
    StringBuilder page =
        new StringBuilder(
            """
            # Training options

            Every option of a training: a flag of `foreflow train`, a key of its YAML file and a key of
            `provenance.configuration` in the manifest. An option that is not given has its default. Every problem is named
            at once, with the place where its value was given. [Training](../concepts/training.md) and
            [the networks](../concepts/networks.md) explain what the options do.
            """);
    return page.append('\n')
        .append(OptionsPage.sections(TrainingConfig.OPTIONS.groups()))
        .toString();
  }
}
