/** Compares the files that deploy Foreflow with the project. */
@NullMarked
package io.foreflow.cli.deploy;

import org.jspecify.annotations.NullMarked;
