@NullMarked
package io.foreflow.job.transaction;

import org.jspecify.annotations.NullMarked;
