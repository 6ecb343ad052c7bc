package io.foreflow.cli.history;

/**
 * What was read of a partition.
 *
 * @param from offset of the first record
 * @param end offset after the last record
 * @param readings number of readings that belong to the history
 */
public record PartitionRead(String topic, int partition, long from, long end, long readings) {}
