/** The command {@code foreflow console}. */
@NullMarked
package io.foreflow.cli.console;

import org.jspecify.annotations.NullMarked;
