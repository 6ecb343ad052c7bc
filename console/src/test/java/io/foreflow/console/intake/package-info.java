@NullMarked
package io.foreflow.console.intake;

import org.jspecify.annotations.NullMarked;
