package io.foreflow.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {

  @TempDir static Path folder = Path.of("");

  private static String history = "";

  @BeforeAll
  static void makeHistory() {
    history = folder.resolve("history.csv").toString();
    CommandRunner.run("simulate", "--history", "9", "--series", "2", "--out", history);
  }

  private static Outcome tune(String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "tune",
                "--data",
                history,
                "--out",
                folder.resolve(name + ".onnx").toString(),
                "--horizon",
                "4",
                "--context",
                "24",
                "--seasons",
                "24",
                "--steps",
                "4",
                "--rungs",
                "2",
                "--keep",
                "2",
                "--space",
                folder.resolve("space.yaml").toString()));
    arguments.addAll(List.of(more));
    return CommandRunner.run(arguments.toArray(String[]::new));
  }

  private static void space(String text) throws Exception {
    Files.writeString(folder.resolve("space.yaml"), text);
  }

  @Test
  void writesTheBestModelItsOptionsAndLog() throws Exception {
    space("hidden: {min: 4, max: 8}\ncell: [gru, lstm]\n");

    Outcome first = tune("first", "--trials", "2");
    assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
    assertThat(first.out())
        .contains(
            "trial 0, 2 steps, ",
            ": as given; wql 0.",
            "2 trials, 3 trainings, 0 failed; all trials are done.")
        .contains("On the readings held out: quantile loss (wQL) ");
    assertThat(Files.readAllLines(folder.resolve("first.trials.jsonl"))).hasSize(4);

    // What train makes of the best options is the model that the search has left.
    String model = folder.resolve("again.onnx").toString();
    Outcome trained =
        CommandRunner.run(
            "train",
            "--data",
            history,
            "--config",
            folder.resolve("first.yaml").toString(),
            "--out",
            model);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(folder.resolve("again.onnx")).hasSameBinaryContentAs(folder.resolve("first.onnx"));

    Outcome more = tune("first", "--trials", "3", "--json");
    assertThat(more.err()).contains("Resuming from 3 trainings in ", "trial 2, 2 steps");
    assertThat(more.out())
        .startsWith("{\"file\":")
        .contains("\"ending\":\"ALL_TRIALS\",\"trials\":3,\"trainings\":5,\"by\":\"wql\"");
  }

  @Test
  void membersOfOtherKindsAreChoices() throws Exception {
    space("members: 1,ridge | ridge\n");

    Outcome outcome = tune("members", "--hidden", "4", "--trials", "3");

    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out())
        .contains(" members=1,ridge; wql 0.", " members=ridge; wql 0.", " 0 failed; all trials");
  }

  @Test
  void namesWhatIsWrongWithTheSpace() throws Exception {
    space("hiden: [4]\ncell: [gru, grue]\nhorizon: [4, 8]\n");
    Outcome wrong = tune("wrong", "--trials", "2");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("space.yaml: there is no option hiden", "cell is \"grue\"")
        .contains("horizon can't be searched");

    space("context: [24, 48]\n");
    assertThat(tune("both", "--trials", "2").err())
        .contains(
            "[context] given as flags and also in the search space; remove them from one of the two");
    assertThat(folder.resolve("both.trials.jsonl")).doesNotExist();
  }

  @Test
  void explainOnlyDescribesTheSearch() throws Exception {
    space("hidden: {min: 4, max: 8}\n");
    Outcome outcome = tune("none", "--explain");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("judged by wql:", "  hidden: {min: 4, max: 8}", "from rung to rung: 2, 4.")
        .contains("  seasons: 24");
    assertThat(folder.resolve("none.trials.jsonl")).doesNotExist();
  }
}
