package io.foreflow.evaluation.report;

import java.awt.Color;
import java.util.Locale;

/**
 * A colour, named after its use in a report. It has one value for a light page and one for a dark
 * page. Texts have a contrast of 4.5 or more to the surface, lines of 3 or more (WCAG AA).
 */
enum PlotColor {
  PAGE("#f5f6f8", "#0e1217"),
  SURFACE("#ffffff", "#171c22"),
  TEXT("#1f2328", "#e8ecf1"),
  QUIET("#57606a", "#a3adb9"),
  GRID("#e3e6ea", "#2b323b"),
  ACTUAL("#1f2328", "#e8ecf1"),
  MODEL("#1256d8", "#65adff"),
  TERRACOTTA("#c76a64", "#d47c76"),
  OCHRE("#b77f39", "#d3a062"),
  OLIVE("#8a9348", "#b5bf73"),
  GREEN("#286037", "#458554"),
  TEAL("#3f9e93", "#79c8be"),
  VIOLET("#775aa6", "#9372c8"),
  PINK("#b879b2", "#df9ed9"),
  WINE("#8b3655", "#ac4c6e"),
  GREY("#868686", "#a4a4a4"),
  BROWN("#65452a", "#89674b");

  private final String light;
  private final String dark;

  PlotColor(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The name of the page's variable for this colour. */
  String variable() {
    return "--" + name().toLowerCase(Locale.ROOT);
  }

  String light() {
    return light;
  }

  String dark() {
    return dark;
  }

  /** The colour for an image on white. */
  Color color(double opacity) {
    Color color = Color.decode(light);
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
  }
}
