/** The command {@code tune}, which searches for options that suit a history. */
@NullMarked
package io.foreflow.cli.tune;

import org.jspecify.annotations.NullMarked;
