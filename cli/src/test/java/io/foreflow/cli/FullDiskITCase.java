package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A command whose log goes to a full disk, in a process of its own: the log is set up once. */
class FullDiskITCase {

  /** On Linux: writing to it fails as on a full disk. */
  private static final Path FULL = Path.of("/dev/full");

  @Test
  void aFullDiskLeavesTheMessageReadable() throws Exception {
    assumeThat(FULL).exists();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dforeflow.log=" + FULL,
                Foreflow.class.getName(),
                "tail",
                "--bootstrap-servers",
                "nonsense")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isNotZero();
    assertThat(said)
        .startsWith("foreflow tail: ")
        .contains("--bootstrap-servers")
        .doesNotContain("Exception", "\tat ");
  }
}
