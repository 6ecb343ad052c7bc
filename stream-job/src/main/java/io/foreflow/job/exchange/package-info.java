/**
 * Serializers for records between the job's tasks. Each type has its own serializer, so that
 * nothing goes through Kryo and nothing is boxed. These bytes live as long as a network buffer and
 * are never part of a snapshot, so their layout may change from one release to the next.
 */
@NullMarked
package io.foreflow.job.exchange;

import org.jspecify.annotations.NullMarked;
