package io.foreflow.trainer.network;

import java.util.List;

/** The kinds of recurrent cells there are. */
public final class Cells {

  private static final List<RecurrentCell> ALL =
      List.of(new GruCell(), new LstmCell(), RnnCell.TANH, RnnCell.RELU);

  private Cells() {}

  /** The names of all kinds. */
  public static List<String> kinds() {
    return ALL.stream().map(RecurrentCell::kind).toList();
  }

  /** The cell of a kind. */
  public static RecurrentCell of(String kind) {
    return ALL.stream()
        .filter(cell -> cell.kind().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "cell is \"" + kind + "\", it must be one of " + kinds()));
  }
}
