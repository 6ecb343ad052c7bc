/** The sources of history: files, and ranges of topics with readings. */
@NullMarked
package io.foreflow.cli.history;

import org.jspecify.annotations.NullMarked;
