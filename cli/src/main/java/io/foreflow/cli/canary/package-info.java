/**
 * The comparison of a promoted version with the one before it, by what came true: the records of
 * scores of both, in pairs, and the rule that calls the new one worse.
 */
@NullMarked
package io.foreflow.cli.canary;

import org.jspecify.annotations.NullMarked;
