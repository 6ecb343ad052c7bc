package io.foreflow.trainer.network;

import java.util.List;

/** The names of the recurrent cells, for options that are texts. */
public final class Cells {

  private Cells() {}

  /** The names of all kinds. */
  public static List<String> kinds() {
    return CellKind.texts();
  }
}
