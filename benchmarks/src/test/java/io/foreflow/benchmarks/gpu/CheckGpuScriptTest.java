package io.foreflow.benchmarks.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script deploy/gpu/check-gpu.sh in a checkout whose command only writes its files. */
@DisabledOnOs(OS.WINDOWS)
class CheckGpuScriptTest {

  private static final Path SCRIPT = Path.of("../deploy/gpu/check-gpu.sh");

  private Path checkout;
  private Path programs;

  @BeforeEach
  void makeCheckout(@TempDir Path folder) throws IOException {
    checkout = folder;
    Files.createDirectories(checkout.resolve("deploy/gpu"));
    program(checkout.resolve("deploy/gpu/check-gpu.sh"), Files.readString(SCRIPT));
    programs = Files.createDirectories(checkout.resolve("programs"));
  }

  @Test
  void runsToItsEndWithoutGpu() throws Exception {
    command("'{\"skipped\":{\"gpu\":\"PyTorch sees no GPU\"}}'", 0);
    program(programs.resolve("nvidia-smi"), "#!/bin/sh\nexit 9\n");

    Result result = run("--out", checkout.resolve("found").toString(), "--steps", "3");

    assertThat(result.exitCode()).as(result.text()).isZero();
    assertThat(result.text())
        .contains("no GPU: nvidia-smi is not there or sees none", "| a table |", "--steps 3")
        .contains("figures of the CPU only");
    assertThat(checkout.resolve("found/gpu.json")).exists();
  }

  @Test
  void namesTheGpuThatItHasChecked() throws Exception {
    command("'{\"skipped\":{}}'", 0);
    program(programs.resolve("nvidia-smi"), "#!/bin/sh\necho 'NVIDIA A10, 550.54'\n");

    Result result = run("--out", checkout.resolve("found").toString());

    assertThat(result.exitCode()).as(result.text()).isZero();
    assertThat(result.text())
        .contains("GPU and driver: NVIDIA A10, 550.54", "docs/operations/gpu.md")
        .doesNotContain("CPU only");
  }

  @Test
  void failsIfTheTrainingsFail() throws Exception {
    command("''", 3);

    Result result = run("--out", checkout.resolve("found").toString());

    assertThat(result.exitCode()).as(result.text()).isNotZero();
  }

  @Test
  void listsTheFilesOfAnOfflineMachine() throws Exception {
    Path libraries = checkout.resolve("benchmarks/target/launcher/libraries");
    assertThat(run("--files").text()).contains("nothing is built yet");
    Files.createDirectories(libraries.getParent());
    Files.writeString(libraries, "/m2/one.jar:/m2/pytorch-jni-2.7.1-0.35.1.jar");

    Result result = run("--files");

    assertThat(result.exitCode()).isZero();
    assertThat(result.text()).contains("/m2/one.jar\n/m2/pytorch-jni-2.7.1-0.35.1.jar", "JDK 17");
  }

  /** A command that writes the files of its options, and ends with an exit code. */
  private void command(String json, int exitCode) throws IOException {
    program(
        checkout.resolve("foreflow"),
        """
        #!/bin/sh
        echo "started with $*"
        while [ $# -gt 0 ]; do
          case $1 in
            --out) echo %s >"$2" ;;
            --table) echo '| a table |' >"$2" ;;
          esac
          shift
        done
        exit %d
        """
            .formatted(json, exitCode));
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Result(int exitCode, String text) {}

  private Result run(String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add(checkout.resolve("deploy/gpu/check-gpu.sh").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    builder.environment().put("PYTHON", "no-such-python");
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), text);
  }
}
