@NullMarked
package io.foreflow.console.mcp;

import org.jspecify.annotations.NullMarked;
