/** The forecast job on a Flink runtime inside this process. */
@NullMarked
package io.foreflow.cli.flink;

import org.jspecify.annotations.NullMarked;
