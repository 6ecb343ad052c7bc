package io.foreflow.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {
  @Test
  void hasNoOrderingUnlessItIsNeeded() throws Exception {
    assertThat(tasks(Map.of())).noneMatch(task -> task.contains("order"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-out-of-orderness=1 min", "duplicates=last"})
  void ordersReadingsInTheTaskOfTheirWave(String setting) throws Exception {
    String[] keyAndValue = setting.split("=", 2);
    List<String> tasks = tasks(Map.of(keyAndValue[0], keyAndValue[1]));
    assertThat(tasks).filteredOn(task -> task.contains("order -> waves")).hasSize(1);
    assertThat(tasks).hasSameSizeAs(tasks(Map.of()));
  }

  @Test
  void findsNewPartitionsEveryTenSecondsByDefault() throws Exception {
    String key = "partition.discovery.interval.ms";
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", "nowhere:9092");
    settings.put("model.uri", "/models/any.onnx");
    assertThat(KafkaConnectors.readingsProperties(PipelineConfig.of(settings)))
        .containsEntry(key, "10000");
    settings.put("kafka." + key, "70000");
    assertThat(KafkaConnectors.readingsProperties(PipelineConfig.of(settings)))
        .containsEntry(key, "70000");
  }

  private static List<String> tasks(Map<String, String> others) throws Exception {
    Map<String, String> settings = new HashMap<>(others);
    settings.put("kafka.bootstrap.servers", "nowhere:9092");
    settings.put("model.uri", "/models/any.onnx");
    StreamExecutionEnvironment env = new StreamExecutionEnvironment();
    ForecastJob.define(env, PipelineConfig.of(settings));
    Iterable<JobVertex> vertices = env.getStreamGraph().getJobGraph().getVertices();
    return StreamSupport.stream(vertices.spliterator(), false).map(JobVertex::getName).toList();
  }
}
