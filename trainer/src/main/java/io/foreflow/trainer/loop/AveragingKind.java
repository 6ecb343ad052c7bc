package io.foreflow.trainer.loop;

import io.foreflow.options.Choice;
import java.util.List;

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

  /** The kind of a name, such as {@code ema}. */
  public static AveragingKind named(String text) {
    return Choice.named(AveragingKind.class, "averaging", text);
  }

  /** The names of all kinds. */
  public static List<String> texts() {
    return Choice.texts(AveragingKind.class);
  }

  @Override
  public String text() {
    return text;
  }
}
