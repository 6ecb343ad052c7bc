@NullMarked
package io.foreflow.job.config;

import org.jspecify.annotations.NullMarked;
