package io.foreflow.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine that measured, in words, so that a figure can be told from another machine's. */
public record Machine(String processor, int cores, String system, String java) {

  /** The one that this process runs on. */
  public static Machine current() {
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
  }

  private static String processorName() {
    Path info = Path.of("/proc/cpuinfo");
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown"; // Not Linux: the figures stand, the name is missing.
    }
  }
}
