@NullMarked
package io.foreflow.console.stream;

import org.jspecify.annotations.NullMarked;
