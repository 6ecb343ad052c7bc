/** Holds the files that deploy Foreflow against the project that they deploy. */
@NullMarked
package io.foreflow.cli.deploy;

import org.jspecify.annotations.NullMarked;
