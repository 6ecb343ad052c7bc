/** Output in a terminal: charts, progress bars, tables, and what the terminal can show. */
@NullMarked
package io.foreflow.cli.view;

import org.jspecify.annotations.NullMarked;
