@NullMarked
package io.foreflow.console;

import org.jspecify.annotations.NullMarked;
