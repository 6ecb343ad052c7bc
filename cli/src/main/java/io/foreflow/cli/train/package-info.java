/**
 * The command {@code train}, and the training that {@code train}, {@code tune} and the demo share.
 */
@NullMarked
package io.foreflow.cli.train;

import org.jspecify.annotations.NullMarked;
