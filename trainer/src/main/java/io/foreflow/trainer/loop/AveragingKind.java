package io.foreflow.trainer.loop;

import io.foreflow.options.Choice;

/** The means of the weights that a training can keep in addition to the weights. */
public enum AveragingKind implements Choice {
  /** No mean. */
  NONE("none"),
  /** A running mean, moved by every step. */
  EMA("ema"),
  /** The mean of the weights at the ends of the last rounds. */
  LAST("last");

  private final String text;

  AveragingKind(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
