package io.foreflow.trainer.network;

import io.foreflow.options.Choice;

/**
 * The kinds of recurrent layers. A new cell is a class that implements {@link RecurrentCell} and a
 * constant here; options, checkpoints, the export and the test of all combinations take it from
 * here.
 */
@SuppressWarnings("ImmutableEnumChecker") // Cells keep no state.
public enum CellKind implements Choice {
  /** Gated recurrent units. */
  GRU("gru", new GruCell()),
  /** Long short-term memory. */
  LSTM("lstm", new LstmCell()),
  /** Plain layers with tanh. */
  RNN("rnn", RnnCell.TANH),
  /** Plain layers with ReLU. */
  RNN_RELU("rnn-relu", RnnCell.RELU),
  /** Minimal gated units, computed for a whole window together. */
  MIN_GRU("min-gru", new MinGruCell()),
  /** Minimal long short-term memory, computed for a whole window together. */
  MIN_LSTM("min-lstm", new MinLstmCell());

  private final String text;
  private final RecurrentCell cell;

  CellKind(String text, RecurrentCell cell) {
    this.text = text;
    this.cell = cell;
  }

  @Override
  public String text() {
    return text;
  }

  /** Whether a layer of this kind has weights from its state to its next state. */
  public boolean readsItsState() {
    return cell.readsItsState();
  }

  /** The cell that computes a layer of this kind. */
  RecurrentCell cell() {
    return cell;
  }
}
