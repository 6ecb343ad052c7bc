package io.foreflow.benchmarks.docs;

/** A file in {@code benchmarks/results}, with the command that wrote it. */
enum ResultFile {
  ANOMALIES("anomalies", "bench anomalies --series 14", "one round; models of 150 steps"),
  ANOMALIES_UNDISTURBED(
      "anomalies-undisturbed",
      "bench anomalies --undisturbed --data DIR",
      "one round; models of 150 steps"),
  CONSOLE("console", "bench console --rounds 5", "a busy machine: see `machineLoad`"),
  JOB("job", "bench job", "every variant but the peers; memory pages of 4 KiB"),
  JOB_HUGE_PAGES(
      "job-hugepages", "bench job --variants millionSeries", "huge pages, now the default"),
  JOB_PEERS("job-peers", "bench job --variants dl4j,kafkaStreams", "a slower day; pages of 4 KiB"),
  JOB_TWO_TASKS(
      "job-parallelism2", "bench job --variants job --parallelism 2", "two tasks; huge pages"),
  LATENCY("latency", "bench latency", "a slower day; `FOREFLOW_OPTS=-Xms2g`"),
  MEMORY("memory", "bench memory --track none", "a million series"),
  MEMORY_TRACKED("memory-tracked", "bench memory --series 100000", "a busy machine"),
  REPLAY("replay", "bench replay", "one task, without Flink"),
  STEP("step", "bench step", "one thread, waves of 128"),
  STEP_HIDDEN_32("step-hidden32", "bench step --hidden 32", "rounds of 0.4 s"),
  STEP_HIDDEN_128("step-hidden128", "bench step --hidden 128", "rounds of 0.4 s"),
  STEP_HIDDEN_256("step-hidden256", "bench step --hidden 256", "rounds of 0.4 s"),
  STEP_HORIZON_6("step-horizon6", "bench step --horizon 6", "rounds of 0.4 s"),
  STEP_HORIZON_96("step-horizon96", "bench step --horizon 96", "rounds of 0.4 s"),
  TRAIN("train", "bench train", "batches of 32 windows"),
  TRAIN_BATCH_16("train-batch16", "bench train --batch 16", "three rounds of 4 s"),
  TRAIN_BATCH_32("train-batch32", "bench train --batch 32", "three rounds of 4 s"),
  TRAIN_BATCH_64("train-batch64", "bench train --batch 64", "three rounds of 4 s"),
  TRAIN_BATCH_128("train-batch128", "bench train --batch 128", "three rounds of 4 s"),
  TRAIN_BATCH_256("train-batch256", "bench train --batch 256", "three rounds of 4 s");

  private final String base;
  private final String command;
  private final String conditions;

  ResultFile(String base, String command, String conditions) {
    this.base = base;
    this.command = command;
    this.conditions = conditions;
  }

  /** The name of the file in its folder. */
  String fileName() {
    return base + ".json";
  }

  /** The arguments of {@code foreflow} that repeat the measurement. */
  String command() {
    return command;
  }

  /** Further conditions that the figures depend on. */
  String conditions() {
    return conditions;
  }
}
