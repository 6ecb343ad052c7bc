/**
 * The commands that run a pipeline or talk to one: {@code run}, {@code publish}, {@code
 * transactions}.
 */
@NullMarked
package io.foreflow.cli.job;

import org.jspecify.annotations.NullMarked;
