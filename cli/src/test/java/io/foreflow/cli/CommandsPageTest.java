package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

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
            | 3 | `retrain`: the model in use stays |
            | 4 | `retrain`: too little data |
            | 130 | stopped by Ctrl-C, in an orderly way |
            """);
    append(page, List.of(), Foreflow.commandLine());
    return page.toString();
  }

  /** Appends the help of a command, and of all commands under it. */
  private static void append(StringBuilder page, List<String> words, CommandLine command) {
    List<String> arguments = new ArrayList<>(words);
    arguments.add("--help");
    String help = CommandRunner.run(arguments.toArray(String[]::new)).out();
    page.append("\n## ").append(command.getCommandSpec().qualifiedName());
    page.append("\n\n```\n").append(help.replaceAll("\\R", "\n").strip()).append("\n```\n");
    command
        .getSubcommands()
        .forEach(
            (name, under) -> {
              List<String> longer = new ArrayList<>(words);
              longer.add(name);
              append(page, longer, under);
            });
  }
}
