package io.foreflow.cli.retrain;

import io.foreflow.options.Choice;

/** Where the training of a challenger can start. */
enum StartFrom implements Choice {
  /** Random weights. */
  SCRATCH("scratch"),
  /** The weights of the champion. */
  CHAMPION("champion");

  private final String text;

  StartFrom(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
