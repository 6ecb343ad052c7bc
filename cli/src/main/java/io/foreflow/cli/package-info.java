/** The command {@code foreflow} and its help. Each sub-command is in a package of its own. */
@NullMarked
package io.foreflow.cli;

import org.jspecify.annotations.NullMarked;
