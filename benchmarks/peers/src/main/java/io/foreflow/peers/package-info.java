/**
 * The same forecasts by other means: what somebody would write who knows Kafka Streams, or DL4J,
 * and not Foreflow. Programs of their own that benchmarks start beside the job, kept short and as
 * quick as their libraries' documentation says they can be.
 *
 * <p>They take readings as they come: at most one a slot, in order, none skipped. Whatever else the
 * job does for readings that are late, repeated, missing or broken, they do without.
 */
@NullMarked
package io.foreflow.peers;

import org.jspecify.annotations.NullMarked;
