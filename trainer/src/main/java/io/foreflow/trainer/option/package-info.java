/**
 * What an option of a training is: its name, kind of value, default, rule and description. Each
 * part of a configuration lists its own options; flags, YAML, the manifest and the reference page
 * all take them from there.
 */
@NullMarked
package io.foreflow.trainer.option;

import org.jspecify.annotations.NullMarked;
