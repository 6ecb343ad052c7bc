package io.foreflow.benchmarks.job;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code foreflow bench job} measures. */
public enum JobVariant {
  /** The job as it is. */
  JOB("job"),
  /** Its model only moves numbers. */
  WITHOUT_MODEL("withoutModel"),
  /** Waves of one reading. */
  BATCH_1("batch1"),
  /** A Flink job that keeps a window of 64 readings and runs a network over it for each reading. */
  WINDOW_64("window64"),
  /** A model of twice as many hidden units. */
  HIDDEN_128("hidden128"),
  /** States in RocksDB. */
  ROCKSDB("rocksdb"),
  /** Many more series. */
  MILLION_SERIES("millionSeries"),
  /** Kafka's clients, with nothing between them. */
  KAFKA_ALONE("kafkaAlone"),
  /** DL4J's rnnTimeStep. */
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

  /** Whether it runs in a process of its own, which ends with each measurement. */
  boolean isProcess() {
    return this == KAFKA_ALONE || isPeer();
  }

  /** Whether it is a program of {@code benchmarks/peers}. */
  boolean isPeer() {
    return this == DL4J || this == KAFKA_STREAMS;
  }

  /** All names, in the order in which they are measured. */
  public static List<String> codes() {
    return Arrays.stream(values()).map(JobVariant::code).toList();
  }

  /** The variant of that name. */
  public static Optional<JobVariant> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }
}
