package io.foreflow.job.wave;

import java.io.Serializable;

/**
 * How waves are made.
 *
 * @param size how many series step together at most
 * @param lingerMillis how long a reading may wait for others
 * @param maxGap how many slots in a row a series may skip and go on
 */
public record WaveSettings(int size, long lingerMillis, int maxGap) implements Serializable {}
