/**
 * A folder or a bucket as a set of objects with names, each of which appears whole or not at all.
 */
@NullMarked
package io.foreflow.store.objects;

import org.jspecify.annotations.NullMarked;
