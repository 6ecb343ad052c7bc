/** Versions of models, the aliases that name some of them, and the decisions that moved these. */
@NullMarked
package io.foreflow.store;

import org.jspecify.annotations.NullMarked;
