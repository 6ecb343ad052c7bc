package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of trainings in processes of their own. */
class TrainingMemoryITCase {

  @Test
  void saysThatAHistoryDoesNotFit(@TempDir Path folder) throws Exception {
    String said = train(folder, history(folder, 100, 2_000), "-Xmx100m", 2);

    assertThat(said)
        .contains("the history is too large for the heap", "slots would fit", "FOREFLOW_OPTS=-Xmx")
        .doesNotContain("\tat ");
  }

  @Test
  void saysThatReadingRanOutOfMemory(@TempDir Path folder) throws Exception {
    String said = train(folder, history(folder, 500, 2_000), "-Xmx20m", 1);

    assertThat(said)
        .contains("foreflow: out of memory", "FOREFLOW_OPTS=-Xmx")
        .doesNotContain("\tat ");
  }

  private static Path history(Path folder, int series, int hours) throws Exception {
    Path file = folder.resolve("history.csv");
    Instant start = Instant.parse("2025-01-01T00:00:00Z");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("unique_id,ds,y\n");
      for (int number = 0; number < series; number++) {
        for (int hour = 0; hour < hours; hour++) {
          out.write("s" + number + "," + start.plusSeconds(3600L * hour) + "," + hour % 24 + "\n");
        }
      }
    }
    return file;
  }

  /** Trains, and returns what the process has written to standard error. */
  private static String train(Path folder, Path history, String heap, int exitCode)
      throws Exception {
    // A JVM with a long command line crashes in some versions of ONNX Runtime.
    Path arguments = folder.resolve("java.args");
    Files.writeString(arguments, "-cp \"" + System.getProperty("java.class.path") + "\"");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    heap,
                    "@" + arguments,
                    "-Dai.djl.offline=true",
                    "-Djava.io.tmpdir=" + folder,
                    Foreflow.class.getName(),
                    "train",
                    "--data",
                    history.toString(),
                    "--out",
                    folder.resolve("model.onnx").toString()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor()).as(Files.readString(err)).isEqualTo(exitCode);
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(err);
  }
}
