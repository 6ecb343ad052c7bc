@NullMarked
package io.foreflow.job.exchange;

import org.jspecify.annotations.NullMarked;
