/**
 * History in, model file out: {@link io.foreflow.trainer.Trainer} is the way in. DJL lives in this
 * module only.
 */
@NullMarked
package io.foreflow.trainer;

import org.jspecify.annotations.NullMarked;
