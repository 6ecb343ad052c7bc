/** The Model Context Protocol: the API as tools for assistants. */
@NullMarked
package io.foreflow.console.mcp;

import org.jspecify.annotations.NullMarked;
