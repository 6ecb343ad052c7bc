/** A training as a person at a terminal follows it. */
@NullMarked
package io.foreflow.cli.train;

import org.jspecify.annotations.NullMarked;
