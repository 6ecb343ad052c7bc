/** The command {@code inspect}: what a model file says about itself. */
@NullMarked
package io.foreflow.cli.inspect;

import org.jspecify.annotations.NullMarked;
