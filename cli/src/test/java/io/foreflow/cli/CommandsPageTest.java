package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/reference/commands.md to what the commands say; -Dforeflow.docs.write=true writes it.
 */
class CommandsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "commands.md");

  @Test
  void thePageEqualsTheHelpOfTheCommands() throws IOException {
    String page = page();
    if (Boolean.getBoolean("foreflow.docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("run the tests of cli with -Dforeflow.docs.write=true to write " + PAGE)
        .isEqualTo(page);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Commands

            This page is made from the help of the commands. A test keeps the two equal.

            `./foreflow` at the top of the project builds what is missing and starts the command. It takes the
            JDK of `JAVA_HOME`, or the one on the `PATH`; `FOREFLOW_OPTS` holds more options for the JVM.

            | exit code | meaning |
            |---|---|
            | 0 | done |
            | 1 | failed: the message on standard error says what, and names the file with details |
            | 2 | wrong usage: an option, a configuration or a file makes no sense |
            | 130 | stopped by Ctrl-C, in an orderly way |
            """);
    List<String> names = new ArrayList<>(Foreflow.commandLine().getSubcommands().keySet());
    names.add(0, "");
    for (String name : names) {
      String help =
          name.isEmpty()
              ? CommandRunner.run("--help").out()
              : CommandRunner.run(name, "--help").out();
      page.append("\n## foreflow").append(name.isEmpty() ? "" : " ").append(name);
      page.append("\n\n```\n").append(help.replaceAll("\\R", "\n").strip()).append("\n```\n");
    }
    return page.toString();
  }
}
