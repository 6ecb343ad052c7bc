package io.foreflow.benchmarks.job;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The variants of {@code foreflow bench job}. */
public enum JobVariant {
  /** The unchanged job. */
  JOB("job"),
  /** The job that remembers no forecasts. */
  TRACK_NONE("trackNone"),
  /** The job with calibrated bands. */
  CALIBRATED("calibrated"),
  /** The job with calibrated bands, and with topics of scores and of anomalies. */
  EVERYTHING("everything"),
  /** The job with a model that only copies numbers. */
  WITHOUT_MODEL("withoutModel"),
  /** The job with waves of one reading. */
  BATCH_1("batch1"),
  /** A Flink job that keeps a window of 64 readings and runs a network over it for each reading. */
  WINDOW_64("window64"),
  /** The job with a model of twice as many hidden units. */
  HIDDEN_128("hidden128"),
  /** The job with states in RocksDB. */
  ROCKSDB("rocksdb"),
  /** The job with many more series. */
  MILLION_SERIES("millionSeries"),
  /** Kafka's clients with nothing between them. */
  KAFKA_ALONE("kafkaAlone"),
  /** A program with DL4J's rnnTimeStep. */
  DL4J("dl4j"),
  /** A Kafka Streams application. */
  KAFKA_STREAMS("kafkaStreams");

  private final String code;

  JobVariant(String code) {
    this.code = code;
  }

  /** Its name in options and reports. */
  public String code() {
    return code;
  }

  /** Whether it is a separate process that ends with each measurement. */
  boolean isProcess() {
    return this == KAFKA_ALONE || isPeer();
  }

  /** Whether it is a program of {@code benchmarks/peers}. */
  boolean isPeer() {
    return this == DL4J || this == KAFKA_STREAMS;
  }

  /** Whether it does more than the job by default, and is compared with the one that does least. */
  boolean isExtra() {
    return this == CALIBRATED || this == EVERYTHING;
  }

  /** All names, in the order of measurement. */
  public static List<String> codes() {
    return Arrays.stream(values()).map(JobVariant::code).toList();
  }

  /** The variant of this name. */
  public static Optional<JobVariant> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }
}
