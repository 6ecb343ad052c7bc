/** JSON as the console writes it. */
@NullMarked
package io.foreflow.console.json;

import org.jspecify.annotations.NullMarked;
