package io.foreflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The client in another language that the documentation shows. */
class ConsoleClientITCase {

  private static final Path PAGE = Path.of("../docs/reference/console-api.md");
  private static final String BEGIN = "```python\n";

  @Test
  @EnabledIf(value = "pythonIsHere", disabledReason = "python3 is not installed")
  void documentedClientNeedsOnlyTheDescription(@TempDir Path folder) throws Exception {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    Path program =
        Files.writeString(
            folder.resolve("client.py"), page.substring(begin, page.indexOf("```\n", begin)));
    try (TestPipeline pipeline = TestPipeline.start("client-")) {
      ConsoleFixture fixture = pipeline.fixture();
      PageRecords records = pipeline.records();
      records.history("good", 20);
      records.history("s\u00e9ries & more", 20);
      records.score("s\u00e9ries & more", 20);
      fixture.reading(
          "client-readings", WireFormat.JSON, "new", ConsoleFixture.BEGIN, PageRecords.value(0));
      Console console = pipeline.startConsole();
      fixture.await(
          console,
          "/api/series?search=more",
          answer -> answer.path("items").path(0).path("mase").asDouble() == 0.5);
      fixture.await(
          console, "/api/cutoffs?series=good", answer -> answer.path("cutoffs").size() == 10);
      fixture.await(console, "/api/series", answer -> answer.path("total").asInt() == 3);

      String printed = run(program, "http://127.0.0.1:" + console.port());

      assertThat(printed.lines())
          .hasSize(3)
          .contains("s\u00e9ries & more 0.5 10 forecasts are kept")
          .contains("new None 0 forecasts are kept");
    }
  }

  private static String run(Path program, String address) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("python3", program.toString(), address).redirectErrorStream(true);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  static boolean pythonIsHere() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
