package io.foreflow.cli.canary;

/** What makes the scores of two versions comparable. */
public enum Basis {
  /** Both versions have forecast the same readings: one of them in a shadow. */
  SAME_READINGS("on the same readings"),
  /** The old version has forecast the readings of the same hours one week before. */
  WEEK_BEFORE("with the same hours of the week before");

  private final String text;

  Basis(String text) {
    this.text = text;
  }

  /** The name for people. */
  public String text() {
    return text;
  }
}
