package io.foreflow.console.again;

/**
 * How much a search for a series may read.
 *
 * @param records of a partition that are looked at
 * @param nanos the time after which no further records are read
 * @param since timestamp of the oldest records that must not be missing, in epoch milliseconds
 */
record SearchLimits(long records, long nanos, long since) {}
