/** The read-only HTTP API: what can be asked, and the answers in JSON. */
@NullMarked
package io.foreflow.console.api;

import org.jspecify.annotations.NullMarked;
