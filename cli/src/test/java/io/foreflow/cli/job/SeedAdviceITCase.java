package io.foreflow.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.CommandRunner;
import io.foreflow.cli.CommandRunner.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code foreflow run} says without a model, on a real broker. */
class SeedAdviceITCase {

  @Test
  void namesTheSeedThatSuitsTheReadings() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      String servers = broker.bootstrapServers();
      broker.createTopics(2, List.of("readings", "minutes"));
      assertThat(advice(servers, "readings")).contains("no series in the topic readings has two");

      simulate(servers, "readings", "1h");
      simulate(servers, "minutes", "20m");

      assertThat(advice(servers, "readings"))
          .contains("model.uri is required")
          .contains("The series in the topic readings have a reading every 1 h")
          .contains("-Dmodel.uri=seed:hourly");
      assertThat(advice(servers, "minutes"))
          .contains("a reading every 20 min")
          .contains("No seed model has this cadence", "seed:hourly (1 h)");
      assertThat(advice(servers, "nowhere")).contains("can't be told", "nowhere");
    }
  }

  @Test
  void readingsAtOtherTimesGetNoSeed() {
    assertThat(SeedAdvice.suiting("t", Duration.ofHours(1))).contains("seed:hourly suits them");
    assertThat(SeedAdvice.suiting("t", Duration.ofSeconds(1))).doesNotContain("suits them");
  }

  private static String advice(String servers, String topic) {
    Outcome outcome =
        CommandRunner.run(
            "run", "-Dkafka.bootstrap.servers=" + servers, "-Dtopics.readings=" + topic);
    assertThat(outcome.exitCode()).isEqualTo(2);
    return outcome.err();
  }

  private static void simulate(String servers, String topic, String cadence) {
    Outcome outcome =
        CommandRunner.run(
            "simulate",
            "--bootstrap-servers",
            servers,
            "--topic",
            topic,
            "--series",
            "3",
            "--cadence",
            cadence,
            "--rate",
            "100",
            "--for",
            "1s");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }
}
