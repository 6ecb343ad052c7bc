package io.foreflow.trainer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.options.OptionsPage;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.auto.Presets;
import io.foreflow.trainer.auto.Presets.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
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
            `provenance.configuration` in the manifest. Every problem is named at once, with the place where its value was
            given. [Training](../concepts/training.md) and [the networks](../concepts/networks.md) explain what the options
            do.

            An option that is not given is [chosen for the history](../concepts/training.md#what-is-chosen-for-you), or else
            has its default. In a program that builds a `TrainingConfig` by itself, it has its default.

            ## Presets

            A preset names a kind of series and asks for some options. All others are chosen for this kind and for the
            history.

            | Preset | For | Kind |
            |---|---|---|
            """);
    Presets.all().forEach(preset -> page.append(row(preset)));
    page.append("\nThe options for a typical history of each:\n\n");
    Presets.all().forEach(preset -> page.append(typical(preset)));
    return page.append('\n')
        .append(OptionsPage.sections(TrainingConfig.OPTIONS.groups()))
        .toString();
  }

  private static String row(Preset preset) {
    return "| `%s` | %s | %s |%n"
        .formatted(preset.name(), preset.description(), preset.kind().text());
  }

  private static String typical(Preset preset) {
    String options =
        preset.options().entrySet().stream()
            .map(option -> option.getKey() + "=" + option.getValue())
            .collect(Collectors.joining(" "));
    return "- `%s`%n  `%s`%n"
        .formatted(
            preset.name(), options.replace(" ", "`, `").replaceAll("(.{1,110}), ", "$1,\n  "));
  }
}
