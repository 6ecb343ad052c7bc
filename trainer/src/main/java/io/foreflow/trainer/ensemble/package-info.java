/**
 * The members of an ensemble and what joins them: recurrent networks, a ridge regression, and the
 * share that each has in the forecast. A member has two forms, over sequences and as graph nodes.
 */
@NullMarked
package io.foreflow.trainer.ensemble;

import org.jspecify.annotations.NullMarked;
