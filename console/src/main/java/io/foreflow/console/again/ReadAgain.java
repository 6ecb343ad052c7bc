package io.foreflow.console.again;

/**
 * How far a series was read again.
 *
 * @param records of its partitions that were looked at
 * @param complete whether everything that the console would keep was found
 */
public record ReadAgain(long records, boolean complete) {}
