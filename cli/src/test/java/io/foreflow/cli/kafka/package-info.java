@NullMarked
package io.foreflow.cli.kafka;

import org.jspecify.annotations.NullMarked;
