@NullMarked
package io.foreflow.trainer.report;

import org.jspecify.annotations.NullMarked;
