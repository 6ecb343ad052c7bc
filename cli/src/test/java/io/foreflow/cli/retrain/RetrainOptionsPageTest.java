package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.options.OptionsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests that docs/reference/retrain-options.md agrees with the code. */
class RetrainOptionsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "retrain-options.md");

  @Test
  void thePageOfOptionsIsUpToDate() throws IOException {
    String content =
        """
        # Retraining options

        Every option of `foreflow retrain`: a key of its YAML file, `-Dkey=value` on the command line, or an environment
        variable that begins with `FOREFLOW_`. [Retraining](../concepts/retraining.md) explains it.

        - Options of the job can be given too, and then count instead of those in the file `pipeline`:
          [job options](job-options.md), such as `kafka.bootstrap.servers`, `topics.readings`, `topics.models`,
          `format.readings`, `duplicates` and `max-gap`.
        - Options of the training begin with `train.`: [training options](training-options.md), such as
          `train.model` and `train.horizon`. `train.preset` names a preset.

        """
            + OptionsPage.sections(RetrainOptions.OWN);
    if (Boolean.getBoolean("foreflow.docs.write")) {
      Files.writeString(PAGE, content);
    }
    assertThat(PAGE)
        .as("run this test with -Dforeflow.docs.write=true to make the page again")
        .hasContent(content);
  }
}
