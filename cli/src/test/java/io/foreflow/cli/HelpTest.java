package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.CommandRunner.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class HelpTest {

  @ParameterizedTest
  @MethodSource("commands")
  void leadsWithExamplesThatRun(List<String> command) {
    Outcome help = run(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    List<String> lines = help.out().lines().toList();
    assertThat(lines.get(1)).isEqualTo("Examples:");
    assertThat(lines.get(2)).startsWith("  foreflow " + String.join(" ", command));
    assertThat(help.out().indexOf("Examples:")).isLessThan(help.out().indexOf("Usage:"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleIsAValidCommandLine(List<String> command) {
    List<String> examples =
        run(command, "--help")
            .out()
            .lines()
            .filter(line -> line.startsWith("  foreflow ") && !line.contains("COMMAND"))
            .map(line -> line.strip().split(" {2,}", 2)[0])
            .toList();

    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      String[] words = words(example.substring("foreflow ".length()));
      // Throws where an option or a value is not understood; runs nothing.
      assertThat(Foreflow.commandLine().parseArgs(words).hasSubcommand()).as(example).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fitsIntoAHundredColumns(List<String> command) {
    assertThat(run(command, "--help").out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void breaksLinesBetweenWords(List<String> command) {
    List<String> shown = List.of(run(command, "--help").out().split("\\s+"));

    List<String> words = new ArrayList<>(command);
    words.add("--help");
    List<CommandLine> parsed =
        Foreflow.commandLine().parseArgs(words.toArray(String[]::new)).asCommandLineList();
    for (ArgSpec argument : parsed.get(parsed.size() - 1).getCommandSpec().args()) {
      String description = String.join(" ", argument.description());
      assertThat(shown).as(argument.toString()).containsSequence(description.split("\\s+"));
    }
  }

  @Test
  void saysItsVersion() {
    Outcome version = CommandRunner.run("--version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).matches("foreflow \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  /** The words of a command line, as a shell sees them. */
  private static String[] words(String line) {
    return Pattern.compile("\"[^\"]*\"|\\S+")
        .matcher(line)
        .results()
        .map(word -> word.group().replace("\"", ""))
        .toArray(String[]::new);
  }

  static Stream<List<String>> commands() {
    return commands(List.of(), Foreflow.commandLine());
  }

  /** A command, and all commands under it. */
  private static Stream<List<String>> commands(List<String> words, CommandLine command) {
    return Stream.concat(
        Stream.of(words),
        command.getSubcommands().entrySet().stream()
            .flatMap(
                under -> {
                  List<String> longer = new ArrayList<>(words);
                  longer.add(under.getKey());
                  return commands(longer, under.getValue());
                }));
  }

  private static Outcome run(List<String> command, String option) {
    List<String> words = new ArrayList<>(command);
    words.add(option);
    return CommandRunner.run(words.toArray(String[]::new));
  }
}
