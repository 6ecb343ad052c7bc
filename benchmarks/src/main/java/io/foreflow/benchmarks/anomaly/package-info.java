/**
 * Measures how good anomaly episodes are: what they find of known faults, and how often they are
 * false, beside other ways to find anomalies. Without Flink, by the class that the job uses.
 */
@NullMarked
package io.foreflow.benchmarks.anomaly;

import org.jspecify.annotations.NullMarked;
