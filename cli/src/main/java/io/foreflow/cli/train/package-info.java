/** The command {@code train}, and the progress that it shows. */
@NullMarked
package io.foreflow.cli.train;

import org.jspecify.annotations.NullMarked;
