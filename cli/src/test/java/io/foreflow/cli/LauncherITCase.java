package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/**
 * The scripts that build and start the commands, in a copy of their own with a Maven that only
 * notes calls.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherITCase {

  private static final Path LAUNCHER = Path.of("..", "foreflow").toAbsolutePath().normalize();
  private static final String BUILD = "src/main/launcher/build.sh";
  private static final Path THIS_JAVA = Path.of(System.getProperty("java.home"));

  /** Maven as the launcher sees it: makes what a build makes, or fails as one does. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo called >>calls
      [ ! -f broken ] || { echo '[ERROR] Sensor.java:[1,2] no such symbol'; exit 1; }
      echo '[INFO] Building Foreflow: cli 0.1.0-SNAPSHOT [1/1]'
      mkdir -p cli/target/classes cli/target/launcher
      : >cli/target/launcher/libraries
      """;

  /** Java as the launcher sees it: says what it was asked to run. */
  private static final String JAVA =
      """
      #!/bin/sh
      case $1 in
        -version) echo 'openjdk version "%s"' >&2 ;;
        --list-modules) echo 'jdk.compiler@17' ;;
        *) for word; do echo "<$word>"; done ;;
      esac
      """;

  @Test
  void buildsOnceThenOnlyWhenSourcesChange(@TempDir Path folder) throws Exception {
    Path project = project(folder, "17.0.9");

    Outcome first = launch(folder, project.resolve("foreflow"), "simulate", "--rate", "5");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.err()).contains("building for the first time", "build.log", "  cli [1/1]");
    assertThat(first.out())
        .contains("<@" + project.resolve("cli/target/launcher/java.args") + ">")
        .endsWith("<io.foreflow.cli.Foreflow>\n<simulate>\n<--rate>\n<5>\n");

    Outcome second = launch(folder, project.resolve("foreflow"), "--help");
    assertThat(second.err()).isEmpty();
    assertThat(calls(project)).isEqualTo(1);

    Path source = project.resolve("cli/src/main/java/Changed.java");
    Files.writeString(source, "class Changed {}");
    inTheFuture(source);
    Outcome third = launch(folder, project.resolve("foreflow"), "--help");
    assertThat(third.err()).contains("sources have changed (cli/src/main/java");
    assertThat(calls(project)).isEqualTo(2);
  }

  /**
   * The launcher compiles without tests, and Maven then looks for every dependency of these
   * modules, also for those of their tests. A jar of another module's tests isn't there.
   */
  @ParameterizedTest
  @ValueSource(strings = {"cli", "benchmarks"})
  void theBuildNeedsNoTestsOfOthers(String module) throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("..", module, "pom.xml").toFile());
    String types = "/project/dependencies/dependency/type";
    assertThat(XPathFactory.newInstance().newXPath().evaluate(types, pom)).isEmpty();
    assertThat(Files.readString(Path.of(BUILD))).contains(" -Dlauncher.build ");
  }

  @Test
  void worksThroughLinksAndPathsWithBlanks(@TempDir Path folder) throws Exception {
    Path project = project(Files.createDirectory(folder.resolve("a folder")), "21");
    Path link = Files.createSymbolicLink(folder.resolve("link"), project.resolve("foreflow"));

    Outcome outcome = launch(folder, link, "--help");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(Files.readString(project.resolve("cli/target/launcher/java.args")))
        .startsWith("-cp \"" + project.toRealPath().resolve("cli/target/classes") + ":");
  }

  @Test
  void givesATrainingHalfOfTheMemory(@TempDir Path folder) throws Exception {
    Path launcher = project(folder, "17.0.9").resolve("foreflow");

    assertThat(launch(folder, launcher, "train").out()).contains("<-XX:MaxRAMPercentage=50>");
    assertThat(launch(folder, launcher, "run").out()).contains("<-Xmx2g>");
  }

  @Test
  void keepsTheCommandLineShort(@TempDir Path folder) throws Exception {
    Outcome outcome = launch(folder, project(folder, "17.0.9").resolve("foreflow"), "--help");

    assertThat(outcome.out()).hasSizeLessThan(1000);
  }

  @Test
  void showsTheErrorsOfABuildThatFails(@TempDir Path folder) throws Exception {
    Path project = project(folder, "17.0.9");
    Files.createFile(project.resolve("broken"));

    Outcome outcome = launch(folder, project.resolve("foreflow"), "--help");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("the build failed", "Sensor.java:[1,2] no such symbol")
        .contains(project.resolve("cli/target/launcher/build.log").toString());
  }

  @Test
  void refusesAJavaThatIsTooOld(@TempDir Path folder) throws Exception {
    Outcome outcome = launch(folder, project(folder, "1.8.0_392").resolve("foreflow"), "--help");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("is Java 1.8.0_392; Foreflow needs 17 or later");
  }

  @Test
  void saysThatJavaHomeIsWrong(@TempDir Path folder) throws Exception {
    Path project = project(folder, "17.0.9");

    Outcome outcome =
        launch(
            Map.of("JAVA_HOME", folder.resolve("nothing").toString()),
            folder,
            project.resolve("foreflow"),
            "--help");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("JAVA_HOME is " + folder.resolve("nothing"));
  }

  @Test
  void aRealJavaTakesTheArguments(@TempDir Path folder) throws Exception {
    Path project = project(folder, "17.0.9");

    // Without a class path there is no Foreflow to find, which only a JVM that understood the rest
    // says.
    Outcome outcome =
        launch(
            Map.of("JAVA_HOME", THIS_JAVA.toString()),
            folder,
            project.resolve("foreflow"),
            "--help");

    assertThat(outcome.err()).contains("ClassNotFoundException: io.foreflow.cli.Foreflow");
  }

  private static Path project(Path folder, String javaVersion) throws IOException {
    Path project = folder.resolve("project");
    for (String module :
        List.of(
            "cli",
            "stream-job",
            "trainer",
            "evaluation",
            "history",
            "outcome",
            "step-model",
            "schemas",
            "local-broker")) {
      Files.createDirectories(project.resolve(module));
      Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>");
    }
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.createDirectories(project.resolve("cli/src/main/java"));
    Files.createDirectories(project.resolve("cli").resolve(BUILD).getParent());
    Files.copy(Path.of(BUILD), project.resolve("cli").resolve(BUILD));
    executable(project.resolve("foreflow"), Files.readString(LAUNCHER));
    executable(project.resolve("mvnw"), MAVEN);
    executable(project.resolve("jdk/bin/java"), JAVA.formatted(javaVersion));
    return project;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static void inTheFuture(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5000));
  }

  private static long calls(Path project) throws IOException {
    return Files.readAllLines(project.resolve("calls")).size();
  }

  private static Outcome launch(Path folder, Path script, String... arguments) throws Exception {
    return launch(
        Map.of("JAVA_HOME", script.toRealPath().resolveSibling("jdk").toString()),
        folder,
        script,
        arguments);
  }

  private static Outcome launch(
      Map<String, String> environment, Path folder, Path script, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private record Outcome(int exitCode, String out, String err) {}
}
