package io.foreflow.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Deletes the folder that ONNX Runtime unpacks its libraries into. At the end of a process, ONNX
 * Runtime deletes the libraries but not their folder. The folder is found on Linux only, which
 * lists the files that a process has mapped.
 */
public final class OnnxRuntimeFolder {

  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final Pattern FOLDER = Pattern.compile("(/\\S*/onnxruntime-java\\d+)/");

  private OnnxRuntimeFolder() {}

  /** Deletes the folder, if there is one. What is loaded stays loaded. */
  public static void delete() {
    if (!Files.isReadable(MAPS)) {
      return;
    }
    try {
      for (Path folder : mapped()) {
        TemporaryFolder.at(folder).close();
      }
    } catch (IOException e) {
      // An empty folder stays: nothing that a command should fail for.
    }
  }

  private static List<Path> mapped() throws IOException {
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .map(FOLDER::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .distinct()
          .map(Path::of)
          .filter(Files::isDirectory)
          .toList();
    }
  }
}
