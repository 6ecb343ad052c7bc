package io.foreflow.benchmarks.memory;

/** Where Flink keeps states, by its own names. */
enum Backend {
  HASHMAP,
  ROCKSDB
}
