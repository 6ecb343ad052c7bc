package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foreflow.broker.LocalBroker;
import io.foreflow.job.ForecastJob;
import io.foreflow.job.config.PipelineConfig;
import io.foreflow.job.emit.ErrorHeaders;
import io.foreflow.model.TinyStepGraph;
import io.foreflow.wire.ReadingCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry, a real broker, a real Flink: writers and readers who know only the registry. */
class SchemaRegistryITCase {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int SERIES = 3;
  private static final int HOURS = 5;
  private static final int BATCH = SERIES * HOURS;

  @Test
  void schemasMayEvolveWhileTheJobRuns(@TempDir Path folder) throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        RegistryProcess registry = RegistryProcess.start(folder)) {
      broker.createTopics(1, List.of("readings", "forecasts", "dead-letters", "late-readings"));
      TestTopics topics = new TestTopics(broker);
      Schema first = ReadingCodec.versions().current();
      int firstId = registry.register("readings-value", first);
      topics.write(readings(first, firstId, 0));
      JobClient job = start(broker, registry, folder);

      topics.read("forecasts", BATCH);
      assertThat(registry.subjects()).contains("forecasts-value");
      Schema second = withQuality(first);
      int secondId = registry.register("readings-value", second);
      assertThat(secondId).isNotEqualTo(firstId);
      topics.write(readings(second, secondId, HOURS));
      checkForecasts(topics.read("forecasts", 2 * BATCH), registry, 2 * BATCH);
      assertThat(topics.read("late-readings", 0)).isEmpty();

      checkDeadLetters(topics, registry);
      assertThat(job.getJobStatus().get()).as("after all of this").isEqualTo(JobStatus.RUNNING);

      registry.close();
      topics.write(readings(second, secondId, 2 * HOURS));
      assertThat(topics.read("forecasts", 3 * BATCH))
          .as("schemas that are known need no registry")
          .hasSize(3 * BATCH);
      topics.write(readings(first, 4243, 3 * HOURS));
      Throwable failure =
          catchThrowable(() -> job.getJobExecutionResult().get(5, TimeUnit.MINUTES));
      assertThat(failure)
          .hasStackTraceContaining("no answer from the schema registry for 10 s")
          .hasStackTraceContaining(registry.api().toString());
      assertThat(topics.read("dead-letters", 0)).as("no good record").hasSize(3);
    }
  }

  private static JobClient start(LocalBroker broker, RegistryProcess registry, Path folder)
      throws Exception {
    Path model = Files.write(folder.resolve("tiny.onnx"), TinyStepGraph.hourly().file());
    PipelineConfig config =
        PipelineConfig.of(
            Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
                Map.entry("format.readings", "avro-confluent"),
                Map.entry("format.forecasts", "avro-confluent"),
                Map.entry("schema-registry.url", registry.api().toString()),
                Map.entry("schema-registry.patience", "10 s"),
                Map.entry("delivery", "at-least-once"),
                Map.entry("checkpoint.interval", "200 ms"),
                Map.entry("parallelism", "1"),
                Map.entry("model.uri", model.toString()),
                // A failure would end the job, and so be seen.
                Map.entry("flink.restart-strategy.type", "none")));
    ForecastJob.check(config);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(new Configuration());
    ForecastJob.define(env, config);
    return env.executeAsync();
  }

  /** The next version: a field more, and not as the last one. */
  private static Schema withQuality(Schema reading) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : reading.getFields()) {
      fields.add(new Schema.Field(field, field.schema()));
    }
    Schema quality = SchemaBuilder.nullable().stringType();
    fields.add(1, new Schema.Field("quality", quality, null, "good"));
    return Schema.createRecord(reading.getName(), null, reading.getNamespace(), false, fields);
  }

  private static List<ProducerRecord<byte[], byte[]>> readings(
      Schema schema, int id, int firstHour) {
    List<ProducerRecord<byte[], byte[]>> readings = new ArrayList<>();
    for (int hour = firstHour; hour < firstHour + HOURS; hour++) {
      for (int series = 0; series < SERIES; series++) {
        GenericRecord reading = new GenericData.Record(schema);
        reading.put("series", "s" + series);
        reading.put("time", (1000 + hour) * HOUR);
        reading.put("value", hour + 0.5 * series);
        reading.put("covariates", List.of());
        if (schema.getField("quality") != null) {
          reading.put("quality", "fair");
        }
        readings.add(new ProducerRecord<>("readings", bytes("s" + series), bytes(id, reading)));
      }
    }
    return readings;
  }

  /** Decodes with nothing but Avro and what the registry says of the id in the bytes. */
  private static void checkForecasts(
      List<ConsumerRecord<byte[], byte[]>> records, RegistryProcess registry, int count)
      throws Exception {
    assertThat(records).hasSize(count);
    Map<Integer, Schema> schemas = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ByteBuffer bytes = ByteBuffer.wrap(record.value());
      assertThat(bytes.get()).isZero();
      int id = bytes.getInt();
      if (!schemas.containsKey(id)) {
        schemas.put(id, registry.schema(id));
      }
      GenericRecord forecast =
          new GenericDatumReader<GenericRecord>(schemas.get(id))
              .read(
                  null,
                  DecoderFactory.get()
                      .binaryDecoder(record.value(), bytes.position(), bytes.remaining(), null));
      assertThat(record.key()).isEqualTo(bytes(forecast.get("series").toString()));
      assertThat((List<?>) forecast.get("quantiles")).isNotEmpty();
      seen.add(forecast.get("series") + "@" + forecast.get("cutoff"));
    }
    assertThat(seen).as("each reading's forecast").hasSize(count);
    assertThat(schemas).hasSize(1);
    assertThat(schemas.values().iterator().next().getFullName())
        .isEqualTo("io.foreflow.wire.Forecast");
  }

  private static void checkDeadLetters(TestTopics topics, RegistryProcess registry)
      throws Exception {
    Schema nameless = SchemaBuilder.record("Nameless").fields().requiredLong("time").endRecord();
    GenericRecord record = new GenericData.Record(nameless);
    record.put("time", 5L);
    int id = registry.register("others-value", nameless);
    List<byte[]> bad =
        List.of(bytes(id, record), new byte[] {0, 0, 0, 0x10, (byte) 0x92, 2}, bytes("{}"));
    topics.write(
        bad.stream().map(value -> new ProducerRecord<>("readings", bytes("key"), value)).toList());

    List<ConsumerRecord<byte[], byte[]>> dead = topics.read("dead-letters", bad.size());
    assertThat(dead).extracting(ConsumerRecord::value).containsExactlyElementsOf(bad);
    assertThat(dead)
        .extracting(SchemaRegistryITCase::reason)
        .containsExactly("incompatible-schema", "unknown-schema", "undecodable");
  }

  private static String reason(ConsumerRecord<byte[], byte[]> record) {
    return new String(
        record.headers().lastHeader(ErrorHeaders.REASON).value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int id, GenericRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
