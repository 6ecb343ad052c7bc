/** The time and memory that a training will take, found by a short one. */
@NullMarked
package io.foreflow.trainer.cost;

import org.jspecify.annotations.NullMarked;
