/** Threads that read the topics of a pipeline into memory, for ever. */
@NullMarked
package io.foreflow.console.intake;

import org.jspecify.annotations.NullMarked;
