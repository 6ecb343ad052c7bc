package io.foreflow.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an operator sees the share of the member ridge. */
class RidgeShareCommandTest {

  private static final String SHARES = "20 % 1 slot ahead, 40 % 2 slots ahead, 90 % 4 slots ahead";

  @TempDir private Path folder = Path.of("");

  private static Outcome run(String command) {
    Outcome outcome = CommandRunner.run(command.split(" ", -1));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome;
  }

  @Test
  void trainingReportAndInspectShowTheShare() throws Exception {
    String history = folder.resolve("history.csv").toString();
    String model = folder.resolve("m.onnx").toString();
    Path report = folder.resolve("report.html");
    run("simulate --history 5 --series 2 --out " + history);

    Outcome trained =
        run(
            "train --data %s --horizon 4 --members 1,ridge --ridge-share 0.2,0.4,0.6,0.9 --hidden 4"
                    .formatted(history)
                + " --head-units 4 --steps 2 --out %s --report %s".formatted(model, report));

    assertThat(trained.out()).contains("Share of the member ridge: " + SHARES + ".");
    assertThat(report).content().contains("share of the member ridge", SHARES);
    assertThat(run("inspect " + model).out()).contains("share of ridge       " + SHARES);
    JsonNode manifest = new ObjectMapper().readTree(run("inspect --json " + model).out());
    assertThat(manifest.at("/provenance/ridgeShare").toString()).isEqualTo("[0.2,0.4,0.6,0.9]");
  }
}
