/** Output for people at a terminal: charts, progress bars, numbers and colours. */
@NullMarked
package io.foreflow.cli.view;

import org.jspecify.annotations.NullMarked;
