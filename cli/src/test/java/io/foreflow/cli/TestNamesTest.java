package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of the tests of all modules. A name of few words can be read in a report of tests. */
final class TestNamesTest {

  private static final int MOST_WORDS = 8;

  /** The project's top folder. Tests run in the folder of their module. */
  private static final Path PROJECT = Path.of("..");

  /** A word begins with a capital letter; digits belong to the word before them. */
  private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])");

  /**
   * A test's annotation and the name of its method. Arguments of annotations are indented deeper
   * than the method, and other annotations begin with an @, so that neither is a declaration.
   */
  private static final Pattern TEST =
      Pattern.compile(
          "(?ms)^( +)@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|FuzzTest)\\b"
              + ".*?^\\1[\\w<][^(]*?(\\w+)\\(");

  @Test
  void namesHaveAtMostEightWords() throws IOException {
    int tests = 0;
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      for (String name : names(Files.readString(file))) {
        tests++;
        if (words(name) > MOST_WORDS) {
          tooLong.add(PROJECT.relativize(file) + ": " + name + " has " + words(name) + " words");
        }
      }
    }

    assertThat(tests).as("tests found in all modules").isGreaterThan(500);
    assertThat(tooLong).as("tests whose names have more than %d words", MOST_WORDS).isEmpty();
  }

  @Test
  void findsTestsBehindOtherAnnotations() {
    String source =
        """
          @ParameterizedTest
          @CsvSource({
            "call(a), 1",
          })
          <T> void first(T value) {
            helper(value);
          }

          void helper(Object value) {}

          @Test
          // A comment (with words).
          @Timeout(300)
          void second() {}
        """;

    assertThat(names(source)).containsExactly("first", "second");
  }

  @ParameterizedTest
  @CsvSource({"aSlotIsOver, 4", "isMadeOfAAndB, 6", "readsUtf8Names, 3", "beginsBefore1970, 2"})
  void everyCapitalLetterBeginsAWord(String name, int words) {
    assertThat(words(name)).isEqualTo(words);
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> folders = Files.walk(PROJECT, 2)) {
      for (Path tests : folders.map(TestNamesTest::tests).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(tests)) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
        }
      }
    }
    return sources;
  }

  private static Path tests(Path module) {
    return module.resolve("src/test/java");
  }

  private static List<String> names(String source) {
    List<String> names = new ArrayList<>();
    Matcher test = TEST.matcher(source);
    while (test.find()) {
      names.add(test.group(2));
    }
    return names;
  }

  private static int words(String name) {
    return (int) WORD.matcher(name).results().count();
  }
}
