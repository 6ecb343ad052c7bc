package io.foreflow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final CommandLine bench =
      Bench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));

  @Test
  void writesItsOutputAndVersionsToAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("new/step.json");

    int code =
        bench.execute(
            "step", "--hidden=4", "--rounds=1", "--seconds=0.01", "--json", "--out=" + file);

    assertThat(code).isZero();
    assertThat(out.toString()).isEqualTo(Files.readString(file)).doesNotContain("${");
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .startsWith("{\"bench\":\"step\"")
        .contains("\"onnxruntime\":\"1.", "\"flink\":\"2.", "\"commit\":\"");
  }

  @Test
  void namesTheAllowedValuesOfAnOption() {
    int code = bench.execute("step", "--rounds=0");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("--rounds: found 0, allowed: 1 or more");
  }
}
