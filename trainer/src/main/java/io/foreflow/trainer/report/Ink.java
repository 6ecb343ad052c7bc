package io.foreflow.trainer.report;

import java.awt.Color;

/** Colours by their part in a plot; on a page they follow its light or dark theme. */
enum Ink {
  TEXT("#24292f"),
  GRID("#d0d7de"),
  ACTUAL("#57606a"),
  MODEL("#0969da"),
  SECOND("#bc4c00"),
  THIRD("#1a7f37"),
  FOURTH("#8250df"),
  FIFTH("#bf3989"),
  SIXTH("#7d4e00");

  private static final Ink[] CURVES = {MODEL, SECOND, THIRD, FOURTH, FIFTH, SIXTH, ACTUAL};

  private final String hex;

  Ink(String hex) {
    this.hex = hex;
  }

  /** For the curves of a plot, one after the other. */
  static Ink curve(int index) {
    return CURVES[index % CURVES.length];
  }

  /** The name of the page's variable that holds it. */
  String variable() {
    return "--ink-" + name().toLowerCase(java.util.Locale.ROOT);
  }

  String hex() {
    return hex;
  }

  Color color(double opacity) {
    Color color = Color.decode(hex);
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
  }
}
