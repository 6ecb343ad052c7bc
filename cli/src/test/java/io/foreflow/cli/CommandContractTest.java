package io.foreflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.cli.CommandRunner.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit code, standard output and standard error of the commands, without a broker. */
class CommandContractTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | name a command",
        "forecast | Unmatched argument",
        "simulate --kind cats | expected one of [SENSORS, PRICES, MIXED]",
        "simulate --for soon | 'soon' is not a duration. Allowed: a number with ms, s, m, h or d",
        "simulate --rate 0 | --rate must be above 0, found 0.0",
        "simulate --bad -1 | --bad must be 0 or more, found -1",
        "simulate --series 0 | --series must be 1 or more, found 0",
        "simulate --start 2025-01-06T00:30:00Z | --start must be a multiple of the cadence",
        "simulate --history 5 | --history and --out go together: found --history alone",
        "simulate --history 0 --out x.csv | --history must be 1 day or more, found 0",
        "simulate --anomalies | --anomalies and --truth go together: found --anomalies alone",
        "simulate --truth x.csv | --anomalies and --truth go together: found --truth alone",
        "simulate --anomalies 9 --truth x.csv | --anomalies: found 9.0 in a series and week, allowed:",
        "simulate --anomalies --truth src | --truth: ",
        "simulate --bootstrap-servers nonsense | --bootstrap-servers nonsense: ",
        "train --data no-such.csv --out m.onnx | --data: there is no readable file",
        "train --out m.onnx | give exactly one of --data FILE, --topic NAME and --synthetic KIND; found none",
        "train --data pom.xml --topic readings | found --data and --topic",
        "train --data pom.xml --topic-from 5 | --topic-from and --topic-to need --topic",
        "train --topic readings --topic-from soon | 'soon' is neither a time nor an offset. Allowed:",
        "train --topic readings --format avro-confluent | needs --schema-registry URL",
        "train --topic readings --format xml | --format: expected one of [avro, avro-confluent, json]",
        "train --data pom.xml --duplicates some | expected one of [FIRST, LAST, MEAN, OHLC]",
        "train --data pom.xml --max-gap -1 | --max-gap must be 0 or more, found -1",
        "train --data pom.xml --time-zone Mars | --time-zone must be a zone such as Europe/Paris",
        "train --data pom.xml --time-format cats | --time-format must be auto, iso, epoch-seconds",
        "train --data pom.xml --tolerate -1 | --tolerate must be 0 or more, found -1",
        "train --data pom.xml --delimiter ab | --delimiter must be one character, such as",
        "train --data pom.xml --ignore-columns a,ds | --ignore-columns contains ds, the column with the times",
        "train --data pom.xml --out target/m.onnx | pom.xml:1:1: found",
        "train --data pom.xml | --out FILE is required, except with --explain",
        "train --data pom.xml --out m.onnx --preset cats | --preset must be one of sensor-hourly",
        "train --data pom.xml --out m.onnx --cadence 1h --horizon 0 --cell x | horizon is 0",
        "train --data pom.xml --out m.onnx --cadence 1h --horizon 0 --cell x | cell is \"x\"",
        "tune --data pom.xml --explain --space no-such.yaml | --space: there is no readable file",
        "tune --data pom.xml --budget 1m | --out FILE is required, except with --explain",
        "tune --data pom.xml --out m.onnx | --budget TIME or --trials N is required, to end the search",
        "tune --data pom.xml --out m.onnx --trials 3 --by luck | --by must be one of wql, mase, loss",
        "tune --data pom.xml --out m.onnx --trials 0 --cadence 1h | trials is 0, it must be at least 1",
        "tune --data pom.xml --out m.onnx --trials 1 --cadence 1h --rungs 0 | rungs must be at least 1",
        "tune --data pom.xml --out m.onnx --trials 1 --cadence 1h --validation 0 | nothing is held out",
        "tune --data pom.xml --out m.onnx --trials 1 --cadence 1h --head direction --by wql | use --by loss",
        "train --data pom.xml --out src | --out: ",
        "train --data pom.xml --out src | src is a folder. Name a file in it.",
        "train --data pom.xml --out pom.xml/m.onnx | --out: cannot write ",
        "train --data pom.xml --out target/m.onnx --report pom.xml/r.html | --report: cannot write ",
        "train --data pom.xml --out target/m.onnx --checkpoint src | --checkpoint: ",
        "train --data pom.xml --out target/m.onnx --weights src | --weights: ",
        "train --data pom.xml --out m.onnx --from pom.xml | can't start from pom.xml: it is not a file of weights",
        "train --data pom.xml --out m.onnx --from none.weights | --from: there is no readable file",
        "train --data pom.xml --out m.onnx --from store:target | --from: found the URI \"store:target\"",
        "models add pom.xml --store target/s --weights none | --weights: there is no readable file",
        "tune --data pom.xml --trials 1 --out pom.xml/m.onnx | pom.xml is there already, and is no folder",
        "tune --data pom.xml --trials 1 --out target/m.onnx --log src | --log: ",
        "backtest pom.xml --data pom.xml --forecasts pom.xml/f.csv | --forecasts: cannot write ",
        "backtest pom.xml --data pom.xml --report src | --report: ",
        "backtest no-such.onnx --data x.csv | there is no readable file",
        "backtest pom.xml --data pom.xml --tail 3 --from 2025-01-06T00:00:00Z | give one of them",
        "backtest pom.xml --data pom.xml --history no-such.csv | --history: there is no readable file",
        "backtest pom.xml --data pom.xml --from soon | 'soon' is not a time. Allowed: 2026-01-31",
        "inspect no-such.onnx | foreflow inspect: there is no readable file",
        "tail --max x | 'x' is not a whole number, such as 10",
        "tail --max 99999999999999999999 | '99999999999999999999' is too large",
        "simulate --rate x | 'x' is not a number, such as 0.5",
        "run -Dmodel.uri=x --web-port 70000 | --web-port must be 0 to 65535, found 70000",
        "broker --port 65536 | --port must be 0 to 65535, found 65536",
        "broker --topics-from no-such.yaml | --topics-from: there is no readable file",
        "broker --topics-from pom.xml | The configuration has ",
        "run | there is no pipeline to run: give --config FILE",
        "run --config no-such.yaml | --config: there is no readable file",
        "run -Dmodel.urn=x | model.urn",
        "run -Dkafka.bootstrap.servers=localhost:1 -Dmodel.uri=no-such.onnx | there is no such file on this machine",
        "run -Dkafka.bootstrap.servers=localhost:1 -Dmodel.uri=pom.xml | can't be used: model refused (no-digest)",
        "publish no-such.onnx | foreflow publish: there is no readable file",
        "publish README.md --uri s3://m | foreflow publish: there is no readable file",
        "publish pom.xml --uri s3://m | --uri must begin with file:, http://, https:// or store:, found 's3://m'",
        "publish --bootstrap-servers localhost:1 | name the model FILE, or a version in a store: --uri store:",
        "publish --uri store:target/none#tiny@champion | --uri: found no model store at ",
        "publish pom.xml --uri http:/m | --uri must begin with file:",
        "publish pom.xml --config no-such.yaml | --config: there is no readable file",
        "publish pom.xml --wait soon | 'soon' is not a duration",
        "models | foreflow models: name a command",
        "models list | no store is given: set --store PLACE or the environment variable FOREFLOW_STORE",
        "models list --store gs://x | found \"gs://x\" as the location of a model store, allowed: a folder",
        "models list --store src | found no model store at ",
        "models show sensors --store src | `foreflow models add` makes one",
        "models show --store src | Missing required parameter: 'NAME[@REF]'",
        "models diff a b c d --store src | Unmatched argument",
        "models add no-such.onnx --store src | there is no readable file",
        "models add pom.xml --attach no-such.html --store src | --attach: there is no readable file",
        "models promote sensors --store src | name the version to promote: sensors@challenger",
        "models promote sensors@x --store src --announce | found --announce alone",
        "models rollback sensors --store src --config no-such.yaml | found --config alone",
        "models promote sensors@x --store src --announce --config no-such.yaml | --config: there is no",
        "models gc --keep -1 --store src | --keep must be 0 or more, found -1",
        "retrain --config pom.xml --every 24h --force | exclude --explain, --force and --to",
        "retrain --config pom.xml --every 0h | --every must be above 0",
        "retrain --config pom.xml --when cats | --when: found \"cats\", allowed: scores.mase",
        "watch | Missing required option: '--config=FILE'",
        "watch --config no-such.yaml | --config: there is no readable file",
        "tail --max 0 | --max must be above 0, found 0",
        "console --port 70000 | --port: found 70000, allowed: 0 to 65535",
        "console --bind 0.0.0.0 | --bind 0.0.0.0 lets other machines in: give a token with --token-file",
        "console --token-file no-such.txt | --token-file: there is no readable file",
        "console --readings 0 | memory: readings: found 0, allowed: 1 to 1000000",
        "console --config no-such.yaml | --config: there is no readable file",
        "console -Dkafka.bootstrap.servers=x:1 -Dmodel.uri=m --scores-topic s | found both",
        "console --store gs://x | --store: found \"gs://x\" as the location of a model store",
        "console --mcp cats | --mcp must be one of http, stdio, found 'cats'",
        "console --since soon | 'soon' is not a duration",
        "transactions cancel | ACTION must be one of list, abort, found 'cancel'",
        "transactions list | no pipeline is given: set --config FILE, or both",
        "transactions list --prefix p | no pipeline is given",
        "transactions list -Dname=p --prefix p | --config and -D exclude --bootstrap-servers and --prefix",
        "transactions list --config no-such.yaml | --config: there is no readable file",
        "transactions abort --bootstrap-servers x:1 --prefix p | add --no-restore",
        "demo --delivery maybe | --delivery must be one of at-least-once, exactly-once",
        "demo --cell rnn2 | --cell must be one of gru, lstm, found 'rnn2'",
        "demo --bad 3 | --bad needs --for",
      })
  void wrongArgumentsAreRefusedWithAdvice(String arguments, String message) {
    Outcome outcome = CommandRunner.run(arguments == null ? new String[0] : arguments.split(" "));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("foreflow")
        .contains(message)
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void simulateWritesAHistoryAndNamesTrain(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("history.csv");

    Outcome outcome =
        CommandRunner.run("simulate", "--history", "2", "--series", "3", "--out", file.toString());

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines().toList())
        .hasSize(2)
        .last()
        .isEqualTo("Next: foreflow train --data " + file + " --out model.onnx");
    assertThat(Files.readAllLines(file)).first().isEqualTo("unique_id,ds,y");
  }

  @Test
  void messagesEscapeTerminalControls(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("history.csv");
    Files.writeString(file, "unique_id,ds,y\na,2024-05-01T00:00:00Z,\u001b[2J\u0007\n");

    Outcome outcome =
        CommandRunner.run(
            "train", "--data", file.toString(), "--out", folder.resolve("m.onnx").toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(file + ":2:24: found \"\\u001b[2J\\u0007\", expected a number")
        .doesNotContain("\u001b", "\u0007");
  }

  @Test
  void withJsonStandardOutputIsOneLine(@TempDir Path folder) {
    Path file = folder.resolve("history.csv");

    Outcome outcome =
        CommandRunner.run(
            "simulate", "--history", "2", "--series", "3", "--out", file.toString(), "--json");

    assertThat(outcome.out()).isEqualTo("{\"file\":\"%s\",\"readings\":144}%n".formatted(file));
    assertThat(outcome.err()).contains("144 readings of 3 series");
  }

  @Test
  void inspectRefusesAFileThatIsNoModel(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("model.onnx"), "no model");

    Outcome outcome = CommandRunner.run("inspect", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("foreflow inspect: " + file + ": model refused (no-digest)")
        .doesNotContain("\tat ");
  }

  @Test
  void publishRefusesAFileThatIsNoModel(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("model.onnx"), "no model");

    Outcome outcome = CommandRunner.run("publish", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo(
            "foreflow publish: %s: model refused (no-digest): found 8 bytes without \"foreflow.manifest\" and its digest, allowed: a whole model file as the trainer wrote it%n"
                .formatted(file));
  }

  @Test
  void anUnreadableHistoryIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("h.csv"), "unique_id,ds,y\na,yesterday,1\n");

    Outcome outcome =
        CommandRunner.run(
            "train", "--data", file.toString(), "--out", folder.resolve("m.onnx").toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains(file + ":2:3: found").contains("yesterday");
  }

  @Test
  void trainExplainsItsPlanFromTheHistory(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("history.csv");
    Path config = Files.writeString(folder.resolve("train.yaml"), "hidden: 32\nlayers: 2\n");
    CommandRunner.run(
        "simulate", "--history", "21", "--series", "3", "--cadence", "30m", "--out", file + "");

    Outcome outcome =
        CommandRunner.run(
            "train",
            "--data",
            file.toString(),
            "--preset",
            "demand-half-hourly",
            "--config",
            config.toString(),
            "--layers",
            "1",
            "--explain",
            "--json");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err())
        .contains("cadence PT30M, the most frequent time between readings")
        .contains("3 series of 1008 to 1008 slots");
    // The flag overrides the file, and the file overrides the default. The preset says what kind of
    // series it is, and the readings say what seasons they have.
    assertThat(outcome.out())
        .contains("\"layers\":\"1\"", "\"hidden\":\"32\"", "\"seasons\":\"[48]\"")
        .contains("\"chosen\":{\"kind\":\"demand\"", "\"cell\":\"lstm\"", "\"horizon\":\"48\"");
  }

  @Test
  void trainDescribesTheHistoryFirst(@TempDir Path folder) throws IOException {
    StringBuilder rows = new StringBuilder("when;a;b\n".replace(';', ','));
    for (int i = 0; i < 400; i++) {
      rows.append(
          "2024-%02d-%02d %02d:%02d,%d,1%n"
              .formatted(1 + i / 200, 1 + i % 200 / 20, i % 20, 0, i % 20));
      rows.append(
          "2024-%02d-%02d %02d:30,%d,%n".formatted(1 + i / 200, 1 + i % 200 / 20, i % 20, 7));
      rows.append(
          "2024-%02d-%02d %02d:45,%d,%n".formatted(1 + i / 200, 1 + i % 200 / 20, i % 20, 7));
    }
    rows.append("yesterday,1,2\n");
    Path file = Files.writeString(folder.resolve("wide.csv"), rows);

    Outcome outcome =
        CommandRunner.run(
            ("train --explain --cadence 1h --max-gap 24 --time-zone Europe/Paris --tolerate 1"
                    + " --time-column when --data "
                    + file)
                .split(" "));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains(
            file + ": 800 readings of 2 series, 0 missing, 800 repeated, left out: 1 malformed.",
            "  wide form, a column for each of 2 series, times without an offset taken as"
                + " Europe/Paris",
            "  left out: " + file + ":1202:1: found \"yesterday\", expected a time, such as",
            "2 series in 4 parts of 236 to 236 slots",
            "in 36 gaps of up to 4 slots",
            "Warning: 2 of 4 parts of series never change, such as b;");
  }

  @Test
  void trainExplainRefusesTooShortAHistory(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("history.csv");
    CommandRunner.run("simulate", "--history", "2", "--series", "2", "--out", file.toString());

    Outcome outcome = CommandRunner.run("train", "--explain", "--data", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).doesNotContain("Would train");
    assertThat(outcome.err())
        .contains("no series is long enough to learn from: the longest has 48 slots, and ");
  }

  @Test
  void trainMakesCandlesLikeTheJob(@TempDir Path folder) throws IOException {
    StringBuilder rows = new StringBuilder("unique_id,ds,y\n");
    for (int i = 0; i < 4 * 300; i++) {
      rows.append("btc,").append(i * 900_000L).append(',').append(100 + i % 7).append('\n');
    }
    Path ticks = Files.writeString(folder.resolve("ticks.csv"), rows);
    String command = "train --explain --json --cadence 1h --duplicates ohlc --data " + ticks;

    Outcome outcome = CommandRunner.run((command + " --covariates open,high,low").split(" ", -1));

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("\"readings\":300,", "\"duplicates\":900,");
    Outcome others = CommandRunner.run((command + " --covariates volume").split(" ", -1));
    assertThat(others.exitCode()).isEqualTo(2);
    assertThat(others.err())
        .contains("found ohlc with the covariates [volume], allowed: [open, high, low]");
  }

  @Test
  void aFailureNamesTheFileWithItsDetails(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("missing").resolve("history.csv");

    Outcome outcome = CommandRunner.run("simulate", "--history", "2", "--out", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith(
            "foreflow simulate: cannot write the history to %s: there is no file or folder %s%n"
                .formatted(file, file))
        .doesNotContain("\tat ");
    String details = outcome.err().lines().toList().get(1);
    assertThat(details).startsWith("Details: ");
    assertThat(Files.readString(Path.of(details.substring("Details: ".length()))))
        .contains("NoSuchFileException");
  }
}
