package io.foreflow.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The memory of trainings in processes of their own. */
class TrainingMemoryITCase {

  /** The features of all slots would take 90 MB. */
  @Test
  void trainsOnMoreThanTheHeapHolds(@TempDir Path folder) throws Exception {
    Outcome outcome =
        train(
            folder,
            history(folder, 100),
            "-Xmx100m",
            "--hidden=4",
            "--head-units=4",
            "--steps=3",
            "--rounds=1");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(folder.resolve("model.onnx")).exists();
  }

  @Test
  void saysWhichWorkFolderHasNoRoom(@TempDir Path folder) throws Exception {
    Path noFolder = Files.createFile(folder.resolve("no-folder"));

    Outcome outcome =
        train(folder, history(folder, 100), "-Xmx100m", "--work-folder=" + noFolder, "--steps=3");

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("cannot create a working file in " + noFolder, "--work-folder FOLDER")
        .doesNotContain("\tat ");
  }

  @Test
  void saysThatItRanOutOfMemory(@TempDir Path folder) throws Exception {
    Outcome outcome = train(folder, history(folder, 500), "-Xmx16m");

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("foreflow: out of memory", "FOREFLOW_OPTS=-Xmx")
        .doesNotContain("\tat ");
  }

  /** Arrays of just below 32 MB, which the C library kept to itself: 30 MB more with each step. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void longHorizonsWithManyLevelsKeepMemoryFlat(@TempDir Path folder) throws Exception {
    Outcome outcome =
        train(
            folder,
            history(folder, 2),
            "-Xmx256m",
            "--preset=sensor-hourly",
            "--horizon=168",
            "--levels=0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9",
            "--hidden=8",
            "--head-units=8",
            "--members=1",
            "--steps=40",
            "--rounds=1");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.largestResidentBytes()).isLessThan(1_800L << 20);
  }

  private static Path history(Path folder, int series) throws IOException {
    Path file = folder.resolve("history.csv");
    Instant start = Instant.parse("2025-01-01T00:00:00Z");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("unique_id,ds,y\n");
      for (int number = 0; number < series; number++) {
        for (int hour = 0; hour < 2_000; hour++) {
          out.write("s" + number + "," + start.plusSeconds(3600L * hour) + "," + hour % 24 + "\n");
        }
      }
    }
    return file;
  }

  private record Outcome(int exitCode, String err, long largestResidentBytes) {}

  private static Outcome train(Path folder, Path history, String heap, String... options)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--data=" + history, "--out=" + folder.resolve("model.onnx")));
    Process process =
        TrainingProcess.of(folder, List.of(heap), all)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      long largest = 0;
      while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
        largest = Math.max(largest, residentBytes(process));
      }
      return new Outcome(
          process.exitValue(), Files.readString(TrainingProcess.err(folder)), largest);
    } finally {
      process.destroyForcibly();
    }
  }

  private static long residentBytes(Process process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // It has just ended.
    }
  }
}
