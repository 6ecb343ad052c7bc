/** What a pipeline may be told: each option described once, read from a file and from overrides. */
@NullMarked
package io.foreflow.job.config;

import org.jspecify.annotations.NullMarked;
