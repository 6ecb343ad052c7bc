package io.foreflow.console.waves;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics of waves of all running jobs of a Flink.
 *
 * <p>Where it runs several jobs of Foreflow, the figures are those of all of them together.
 */
final class WaveMetrics {

  private static final String PREFIX = "waves.foreflow.";
  private static final String MEDIAN_SIZE = PREFIX + "waveSize_median";
  private static final String LARGEST_SIZE = PREFIX + "waveSize_max";
  private static final String MEDIAN_STEP = PREFIX + "stepNanos_median";
  private static final String LONG_STEP = PREFIX + "stepNanos_p99";
  private static final String TAKEOVERS_LEFT = PREFIX + "takeoversLeft";
  private static final String ASKED =
      String.join(",", List.of(MEDIAN_SIZE, LARGEST_SIZE, MEDIAN_STEP, LONG_STEP, TAKEOVERS_LEFT));
  private static final double NANOS_OF_MILLI = 1e6;

  private final FlinkRest rest;

  /** The mean, the largest and the sum over tasks, of each metric that was found. */
  private final Map<String, Sums> found = new HashMap<>();

  WaveMetrics(FlinkRest rest) {
    this.rest = rest;
  }

  private static final class Sums {
    private double ofMeans;
    private int vertices;
    private double largest = Double.NEGATIVE_INFINITY;
    private double all;

    void add(JsonNode metric) {
      ofMeans += metric.path("avg").asDouble();
      vertices++;
      largest = Math.max(largest, metric.path("max").asDouble());
      all += metric.path("sum").asDouble();
    }

    double mean() {
      return ofMeans / vertices;
    }
  }

  WaveFigures read() throws IOException, InterruptedException {
    for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
      if (job.path("state").asText().equals("RUNNING")) {
        readJob("/jobs/" + job.path("jid").asText());
      }
    }
    Sums size = found.get(MEDIAN_SIZE);
    Sums largest = found.get(LARGEST_SIZE);
    Sums step = found.get(MEDIAN_STEP);
    Sums longStep = found.get(LONG_STEP);
    // A job that has not stepped yet has metrics, and all of them are zero.
    if (size == null
        || largest == null
        || step == null
        || longStep == null
        || largest.largest < 1) {
      return WaveFigures.without(WaveFigures.State.NO_WAVES, rest.address());
    }
    Sums left = found.get(TAKEOVERS_LEFT);
    return new WaveFigures(
        WaveFigures.State.READ,
        rest.address(),
        size.mean(),
        largest.largest,
        step.mean() / NANOS_OF_MILLI,
        longStep.largest / NANOS_OF_MILLI,
        left == null ? Double.NaN : left.all);
  }

  private void readJob(String job) throws IOException, InterruptedException {
    for (JsonNode vertex : rest.get(job).path("vertices")) {
      if (vertex.path("name").asText().contains("waves")) {
        String metrics = "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics?get=";
        for (JsonNode metric : rest.get(job + metrics + ASKED)) {
          found.computeIfAbsent(metric.path("id").asText(), id -> new Sums()).add(metric);
        }
      }
    }
  }
}
