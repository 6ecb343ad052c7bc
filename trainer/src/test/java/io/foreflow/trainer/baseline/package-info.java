@NullMarked
package io.foreflow.trainer.baseline;

import org.jspecify.annotations.NullMarked;
