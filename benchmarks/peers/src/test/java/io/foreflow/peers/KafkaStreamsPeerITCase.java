package io.foreflow.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foreflow.broker.LocalBroker;
import io.foreflow.model.StepModel;
import io.foreflow.model.StepWorkspace;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaStreamsPeerITCase {
  private static final Path MODEL = Path.of("target", "test-classes", "model.onnx");
  private static final int SERIES = 5;
  private static final int HOURS = 40;

  /**
   * ONNX Runtime does not promise equal bits for batches of different sizes. The peer's batches
   * have one row, those of {@code step-model} have 16.
   */
  private static final float TOLERANCE = 1e-4f;

  @Test
  void forecastsEachReadingOnceAcrossARestart(@TempDir Path folder) throws Exception {
    List<Reading> first = PeerTopics.readings(SERIES, 0, HOURS);
    List<Reading> second = PeerTopics.readings(SERIES, HOURS, 2 * HOURS);
    try (LocalBroker broker = LocalBroker.start()) {
      PeerTopics topics = new PeerTopics(broker);
      topics.write(first);
      try (PeerProcess peer = start(broker, folder)) {
        assertThat(topics.read(first.size())).as(peer.output()).hasSize(first.size());
        assertThat(peer.stop()).isEqualTo(143);
        assertThat(peer.output()).isEmpty();
      }
      topics.write(second);
      try (PeerProcess peer = start(broker, folder)) {
        List<Forecast> forecasts = topics.read(first.size() + second.size());
        assertThat(peer.output()).isEmpty();
        assertThatTheyAre(
            forecasts, stepped(Stream.of(first, second).flatMap(List::stream).toList()));
      }
    }
  }

  private PeerProcess start(LocalBroker broker, Path folder) throws Exception {
    return PeerProcess.start(
        KafkaStreamsPeer.class,
        folder,
        "--brokers",
        broker.bootstrapServers(),
        "--readings",
        PeerTopics.READINGS,
        "--forecasts",
        PeerTopics.FORECASTS,
        "--group",
        "peer",
        "--model",
        MODEL.toString());
  }

  private static void assertThatTheyAre(List<Forecast> forecasts, Map<String, float[]> expected) {
    assertThat(forecasts).hasSize(expected.size());
    Map<String, Forecast> byId = new HashMap<>();
    forecasts.forEach(forecast -> byId.put(forecast.series() + forecast.cutoff(), forecast));
    assertThat(byId.keySet()).isEqualTo(expected.keySet());
    byId.forEach(
        (id, forecast) ->
            assertThat(forecast.quantiles())
                .as(id)
                .containsExactly(expected.get(id), within(TOLERANCE)));
  }

  /** The quantiles that step-model forecasts for each reading. */
  private static Map<String, float[]> stepped(List<Reading> readings) throws Exception {
    Map<String, float[]> forecasts = new HashMap<>();
    Map<String, byte[]> states = new HashMap<>();
    try (StepModel model = StepModel.open(MODEL);
        StepWorkspace workspace = model.newWorkspace(1)) {
      for (Reading reading : readings) {
        byte[] state =
            states.computeIfAbsent(reading.series(), name -> new byte[workspace.stateBytes()]);
        workspace.setObserved(0, 0, reading.value());
        workspace.setTime(0, reading.time());
        workspace.loadState(0, state, 0);
        workspace.step(1);
        workspace.storeNextState(0, state, 0);
        float[] quantiles = new float[model.manifest().forecastRows() * model.manifest().horizon()];
        workspace.readForecast(0, quantiles, 0);
        forecasts.put(reading.series() + reading.time(), quantiles);
      }
    }
    return forecasts;
  }
}
