package io.foreflow.history;

import org.jspecify.annotations.Nullable;

/** Rows in the order of their groups and keys. */
interface RowSource {

  /** The next row; null after the last one. */
  @Nullable Row next();
}
