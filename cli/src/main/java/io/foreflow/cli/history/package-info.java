/** Sources of history for the commands: files, and ranges of topics with readings. */
@NullMarked
package io.foreflow.cli.history;

import org.jspecify.annotations.NullMarked;
