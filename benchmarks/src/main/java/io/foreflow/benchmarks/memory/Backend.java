package io.foreflow.benchmarks.memory;

/** Flink's state backends, by Flink's own names. */
enum Backend {
  HASHMAP,
  ROCKSDB
}
