/** The command {@code inspect}, which shows what is in a model file. */
@NullMarked
package io.foreflow.cli.inspect;

import org.jspecify.annotations.NullMarked;
