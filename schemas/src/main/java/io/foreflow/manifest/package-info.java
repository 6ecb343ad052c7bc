/**
 * Contract 2: the manifest of a model file, as typed records. Every record checks itself when it is
 * made, so a {@link io.foreflow.manifest.Manifest} that exists is one that a reader can rely on.
 */
@NullMarked
package io.foreflow.manifest;

import org.jspecify.annotations.NullMarked;
