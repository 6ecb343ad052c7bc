/**
 * The job's forecasts made with other libraries, as a programmer would write them who knows Kafka
 * Streams or DL4J and not Foreflow. Each peer is a program of its own that benchmarks compare with
 * the job. The peers are short, and as fast as the documentation of their libraries allows.
 *
 * <p>They expect clean input: at most one reading for each slot, in order, without gaps. They do
 * not handle late, repeated, missing or broken readings, as the job does.
 */
@NullMarked
package io.foreflow.peers;

import org.jspecify.annotations.NullMarked;
