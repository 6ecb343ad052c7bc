/** The windows of series that a step learns from, their order, and the batch that holds them. */
@NullMarked
package io.foreflow.trainer.window;

import org.jspecify.annotations.NullMarked;
