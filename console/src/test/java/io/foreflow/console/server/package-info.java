@NullMarked
package io.foreflow.console.server;

import org.jspecify.annotations.NullMarked;
