@NullMarked
package io.foreflow.job.order;

import org.jspecify.annotations.NullMarked;
