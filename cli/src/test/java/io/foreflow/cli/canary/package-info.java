@NullMarked
package io.foreflow.cli.canary;

import org.jspecify.annotations.NullMarked;
