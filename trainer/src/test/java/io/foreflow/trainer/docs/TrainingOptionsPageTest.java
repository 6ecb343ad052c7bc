package io.foreflow.trainer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.trainer.TrainingOptions;
import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.TrainingOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/reference/training-options.md says what the code says. */
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

            What a training can be told, by the names that the manifest keeps them under. What is not given has its default,
            and every problem is named at once. [Training](../concepts/training.md) and [the networks](../concepts/networks.md)
            tell what they do.
            """);
    for (OptionGroup group : TrainingOptions.GROUPS) {
      page.append("\n## ").append(group.title()).append("\n\n");
      page.append("| option | value | default | allowed | |\n|---|---|---|---|---|\n");
      for (TrainingOption<?> option : group.options()) {
        page.append(
            "| `%s` | %s | %s | %s | %s |%n"
                .formatted(
                    option.name(),
                    option.type().name(),
                    option.usualText().equals("[]") ? "none" : option.usualText(),
                    option.rule().text().isEmpty() ? "any" : option.rule().text(),
                    option.description()));
      }
    }
    return page.toString();
  }
}
