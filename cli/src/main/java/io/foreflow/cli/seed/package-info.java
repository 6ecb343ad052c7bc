/** Seed models as arguments of commands, and which of them suits a topic. */
@NullMarked
package io.foreflow.cli.seed;

import org.jspecify.annotations.NullMarked;
