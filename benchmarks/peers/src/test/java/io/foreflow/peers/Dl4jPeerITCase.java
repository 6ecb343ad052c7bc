package io.foreflow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.LocalBroker;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Reading;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Dl4jPeerITCase {
  private static final int HIDDEN = 8;
  private static final int HORIZON = 4;
  private static final int LEVELS = 3;

  @Test
  void forecastsEachReadingOnce(@TempDir Path folder) throws Exception {
    List<Reading> readings = PeerTopics.readings(5, 0, 40);
    try (LocalBroker broker = LocalBroker.start()) {
      PeerTopics topics = new PeerTopics(broker);
      topics.write(readings);
      try (PeerProcess peer = start(broker, folder)) {
        List<Forecast> forecasts = topics.read(readings.size());
        assertThat(peer.stop()).isEqualTo(143);
        assertThat(peer.output()).isEmpty();

        assertThat(forecasts).hasSize(readings.size());
        Set<String> ids = new HashSet<>();
        forecasts.forEach(forecast -> ids.add(forecast.series() + " " + forecast.cutoff()));
        assertThat(ids).hasSize(readings.size());
        assertThat(forecasts).allMatch(each -> each.quantiles().length == LEVELS * HORIZON);
      }
    }
  }

  private static PeerProcess start(LocalBroker broker, Path folder) throws Exception {
    return PeerProcess.start(
        Dl4jPeer.class,
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
        "not-read.onnx",
        "--hidden",
        "" + HIDDEN,
        "--horizon",
        "" + HORIZON,
        "--levels",
        "" + LEVELS);
  }

  /** The forecasts of a series do not depend on other series stepped in between. */
  @Test
  void keepsTheStatesOfSeriesApart() {
    List<Reading> readings = PeerTopics.readings(3, 0, 12);
    LstmForecaster together = new LstmForecaster(HIDDEN, HORIZON, LEVELS);
    Map<String, LstmForecaster> alone = new HashMap<>();
    for (Reading reading : readings) {
      LstmForecaster own =
          alone.computeIfAbsent(
              reading.series(), series -> new LstmForecaster(HIDDEN, HORIZON, LEVELS));
      assertThat(together.forecast(reading).quantiles())
          .containsExactly(own.forecast(reading).quantiles());
    }
  }

  /** Without state, equal readings of a series would give equal forecasts. */
  @Test
  void remembersAcrossReadings() {
    LstmForecaster forecaster = new LstmForecaster(HIDDEN, HORIZON, LEVELS);
    Reading reading = new Reading("series", 0, 1);
    assertThat(forecaster.forecast(reading).quantiles())
        .isNotEqualTo(forecaster.forecast(reading).quantiles());
  }
}
