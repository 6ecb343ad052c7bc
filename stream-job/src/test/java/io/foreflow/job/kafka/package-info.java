@NullMarked
package io.foreflow.job.kafka;

import org.jspecify.annotations.NullMarked;
