package io.foreflow.evaluation.gate;

/**
 * The share of targets in the outer band of the challenger.
 *
 * @param nominal the share that should be in it, from 0 to 1
 * @param share the share that was in it
 */
public record BandCoverage(double nominal, double share) {}
