@org.jspecify.annotations.NullMarked
package io.foreflow.job.checkpoint;
