package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The links and the line lengths of every page in the project. */
class DocumentationTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST_LINE = 120;

  /** Folders whose pages may still have longer lines. */
  private static final List<String> MAY_HAVE_LONG_LINES =
      List.of("docs/reference/training-options.md");

  private static final Pattern INLINE = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([^\\]]+)\\]:\\s*(\\S+)");
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\\n]*`");

  @Test
  void relativeLinksLeadToFilesAndHeadings() throws IOException {
    List<String> broken = new ArrayList<>();
    int found = 0;
    for (Path page : pages()) {
      for (String link : links(Files.readString(page))) {
        found++;
        if (!leadsSomewhere(page, link)) {
          broken.add(PROJECT.relativize(page) + " -> " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(found).isGreaterThan(100);
  }

  @Test
  void everyReferenceHasItsDefinition() throws IOException {
    String readme = Files.readString(PROJECT.resolve("README.md"));
    Set<String> defined = new HashSet<>();
    DEFINITION.matcher(readme).results().forEach(match -> defined.add(match.group(1)));
    assertThat(
            Pattern.compile("\\| \\[([^\\]]+)\\] \\|")
                .matcher(readme)
                .results()
                .map(match -> match.group(1)))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(defined).contains(name));
  }

  @Test
  void noLineIsLongerThanAllowed() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path page : pages()) {
      String name = PROJECT.relativize(page).toString().replace('\\', '/');
      if (MAY_HAVE_LONG_LINES.stream().anyMatch(name::startsWith)) {
        continue;
      }
      List<String> lines = Files.readAllLines(page);
      for (int number = 1; number <= lines.size(); number++) {
        int length = lines.get(number - 1).length();
        if (length > LONGEST_LINE) {
          tooLong.add("%s:%d has %d characters".formatted(name, number, length));
        }
      }
    }
    assertThat(tooLong).as("allowed are %d characters", LONGEST_LINE).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String place : List.of("README.md", "CONTRIBUTING.md", "docs", "benchmarks/results")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(place))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  /** The targets of a page's links, without those to other servers. */
  private static List<String> links(String page) {
    String prose = CODE.matcher(page).replaceAll("");
    return Stream.concat(
            INLINE.matcher(prose).results().map(match -> match.group(1)),
            DEFINITION.matcher(prose).results().map(match -> match.group(2)))
        .filter(link -> !URI.create(link).isAbsolute())
        .toList();
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    URI uri = URI.create(link);
    Path target = uri.getPath().isEmpty() ? page : page.resolveSibling(uri.getPath()).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    String anchor = uri.getFragment();
    return anchor == null || anchors(Files.readString(target)).contains(anchor);
  }

  /** The anchors that GitHub gives to headings. */
  private static Set<String> anchors(String page) {
    Set<String> anchors = new HashSet<>();
    Matcher heading =
        Pattern.compile("(?m)^#{1,6} +(.*)$")
            .matcher(Pattern.compile("(?ms)^ *```.*?^ *```").matcher(page).replaceAll(""));
    while (heading.find()) {
      String anchor =
          heading
              .group(1)
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
              .replaceAll("[^\\p{L}\\p{N}\\- _]", "")
              .replace(' ', '-');
      String unique = anchor;
      for (int repeat = 1; !anchors.add(unique); repeat++) {
        unique = anchor + "-" + repeat;
      }
    }
    return anchors;
  }
}
