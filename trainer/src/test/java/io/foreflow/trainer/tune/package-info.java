@NullMarked
package io.foreflow.trainer.tune;

import org.jspecify.annotations.NullMarked;
