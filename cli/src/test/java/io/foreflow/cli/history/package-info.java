@NullMarked
package io.foreflow.cli.history;

import org.jspecify.annotations.NullMarked;
