package io.foreflow.benchmarks.docs;

import java.util.ArrayList;
import java.util.List;

/** All goals of the project for its speed. */
final class Goals {
  private final Results results;
  private final List<Goal> goals = new ArrayList<>();

  private Goals(Results results) {
    this.results = results;
  }

  static List<Goal> of(Results results) {
    Goals goals = new Goals(results);
    goals.job();
    goals.comparisons();
    goals.step();
    goals.latency("rate", "20,000/s");
    goals.latency("halfOfSaturation", "half of saturation");
    goals.memory();
    goals.train();
    return List.copyOf(goals.goals);
  }

  private void job() {
    String program = "bench job";
    goals.add(
        Goal.atLeast(program, "readings/CPU-s", 270_000, results.spread(ResultFile.JOB, "job")));
    goals.add(
        Goal.atLeast(
            program,
            "`hidden128`, readings/CPU-s",
            170_000,
            results.spread(ResultFile.JOB, "hidden128")));
    goals.add(
        Goal.atLeast(
            program,
            "`rocksdb`, readings/CPU-s",
            100_000,
            results.spread(ResultFile.JOB, "rocksdb")));
  }

  private void comparisons() {
    ratioOfJob(ResultFile.JOB, "withoutModel", 0.70);
    ratioOfJob(ResultFile.JOB, "batch1", 2.5);
    ratioOfJob(ResultFile.JOB, "window64", 20);
    ratioOfJob(ResultFile.JOB_PEERS, "dl4j", 100);
    ratioOfJob(ResultFile.JOB_PEERS, "kafkaStreams", 3);
    goals.add(
        Goal.atLeast(
            "bench job",
            "`millionSeries` / job, huge pages",
            0.70,
            results.ratio(ResultFile.JOB_HUGE_PAGES, "millionSeries")));
  }

  private void ratioOfJob(ResultFile file, String variant, double least) {
    goals.add(
        Goal.atLeast("bench job", "job / `" + variant + "`", least, results.ratio(file, variant)));
  }

  private void step() {
    goals.add(
        Goal.atLeast(
            "bench step",
            "`step-model` / ONNX Runtime alone",
            0.95,
            results.ratio(ResultFile.STEP, "stepModelToRawSession")));
    goals.add(
        Goal.atMost(
            "bench step",
            "time of a step / its matrix products",
            2,
            results.ratio(ResultFile.STEP, "matrixProductsToRawSession")));
  }

  private void latency(String load, String rate) {
    latency(load + ".readUncommitted.p50", rate + ", uncommitted, p50, ms", 15);
    latency(load + ".readUncommitted.p99", rate + ", uncommitted, p99, ms", 60);
    latency(load + ".readCommitted.p99", rate + ", committed, p99, ms", 1_150);
  }

  private void latency(String variant, String figure, double most) {
    goals.add(
        Goal.atMost("bench latency", figure, most, results.spread(ResultFile.LATENCY, variant)));
  }

  private void memory() {
    memory(ResultFile.MEMORY_TRACKED, "bytes of a series on the heap");
    memory(ResultFile.MEMORY, "the same with `track: none`");
  }

  private void memory(ResultFile file, String figure) {
    goals.add(
        Goal.atMost(
            "bench memory",
            figure,
            results.median(file, "heapGoal"),
            results.spread(file, "heap")));
  }

  private void train() {
    goals.add(
        Goal.atLeast(
            "bench train",
            "trainer / bare loop",
            0.9,
            results.ratio(ResultFile.TRAIN, "trainerToBareLoop")));
    goals.add(
        Goal.atMost(
            "bench train",
            "time of the bare loop / its matrix products",
            4,
            results.median(ResultFile.TRAIN, "matrixProducts")
                / results.median(ResultFile.TRAIN, "bareLoop")));
    goals.add(
        Goal.atLeast(
            "bench train",
            "two networks / one, 32 windows",
            1.6,
            results.ratio(ResultFile.TRAIN, "twoNetworksToOne")));
    twoWorkers(ResultFile.TRAIN, 32);
    twoWorkers(ResultFile.TRAIN_BATCH_256, 256);
  }

  private void twoWorkers(ResultFile file, int windows) {
    goals.add(
        Goal.atLeast(
            "bench train",
            "two workers / one, %d windows".formatted(windows),
            1.6,
            results.ratio(file, "twoWorkersToOne")));
  }
}
