package io.foreflow.cli.tail;

import io.foreflow.cli.view.CellText;
import io.foreflow.cli.view.Palette;
import io.foreflow.cli.view.Palette.Ink;
import java.util.function.Function;

/**
 * A column of a table of series.
 *
 * @param rank the columns of higher ranks are left out first
 * @param width how many columns of the terminal it takes
 * @param cell a cell of exactly this width, without colours counted
 */
record Column(String head, int rank, int width, Function<SeenSeries, String> cell) {

  static Column left(
      String head,
      int rank,
      int width,
      Function<SeenSeries, String> text,
      Function<SeenSeries, Ink> ink,
      Palette palette) {
    return aligned(CellText::left, head, rank, width, text, ink, palette);
  }

  static Column right(
      String head,
      int rank,
      int width,
      Function<SeenSeries, String> text,
      Function<SeenSeries, Ink> ink,
      Palette palette) {
    return aligned(CellText::right, head, rank, width, text, ink, palette);
  }

  /** Brings a text to a width. */
  private interface Side {
    String align(String text, int width);
  }

  private static Column aligned(
      Side side,
      String head,
      int rank,
      int width,
      Function<SeenSeries, String> text,
      Function<SeenSeries, Ink> ink,
      Palette palette) {
    return new Column(
        side.align(head, width),
        rank,
        width,
        series ->
            palette.paint(ink.apply(series), side.align(CellText.of(text.apply(series)), width)));
  }

  String cell(SeenSeries series) {
    return cell.apply(series);
  }
}
