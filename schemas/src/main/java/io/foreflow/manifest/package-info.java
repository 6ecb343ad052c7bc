/**
 * Contract 2: the manifest of a model file, as typed records. Every record checks itself when it is
 * created, so a reader can rely on any {@link io.foreflow.manifest.Manifest} that exists.
 */
@NullMarked
package io.foreflow.manifest;

import org.jspecify.annotations.NullMarked;
