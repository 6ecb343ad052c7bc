/** Model files that were trained on generated series alone, found by name. */
@NullMarked
package io.foreflow.seed;

import org.jspecify.annotations.NullMarked;
