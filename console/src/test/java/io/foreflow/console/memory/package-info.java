@NullMarked
package io.foreflow.console.memory;

import org.jspecify.annotations.NullMarked;
