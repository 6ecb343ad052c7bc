/**
 * A Flink cluster as processes of this machine: JobManager, TaskManagers and client, each with the
 * command line that Flink's own scripts would give it.
 */
@NullMarked
package io.foreflow.flink;

import org.jspecify.annotations.NullMarked;
