/**
 * The serializers of records between the job's tasks. Each type has its own: Kryo is never used,
 * and nothing is boxed on the way. These bytes live as long as a network buffer and are never part
 * of a snapshot, so their layout may change from one release to the next.
 */
@NullMarked
package io.foreflow.job.exchange;

import org.jspecify.annotations.NullMarked;
