/** The command {@code models}, which looks into a model store and changes it. */
@NullMarked
package io.foreflow.cli.models;

import org.jspecify.annotations.NullMarked;
