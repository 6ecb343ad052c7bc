/** The command {@code inspect}, which describes a model file. */
@NullMarked
package io.foreflow.cli.inspect;

import org.jspecify.annotations.NullMarked;
