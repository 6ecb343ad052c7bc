package io.foreflow.cli.view;

import io.foreflow.cli.view.Palette.Ink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A grid of character cells, each of 2 by 4 dots, drawn with Braille patterns. A cell without dots
 * can show a character of its own. Dots of several inks in a cell take the ink that came last.
 */
final class BrailleCanvas {

  static final int DOTS_ACROSS = 2;
  static final int DOTS_DOWN = 4;

  private static final char BRAILLE = '\u2800';

  /** Bit of each dot in a Braille pattern, by row and column. */
  private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private final int columns;
  private final int rows;
  private final int[] dots;
  private final char[] fill;
  private final Ink[] inks;

  BrailleCanvas(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    this.dots = new int[columns * rows];
    this.fill = new char[columns * rows];
    this.inks = new Ink[columns * rows];
    Arrays.fill(fill, ' ');
    Arrays.fill(inks, Ink.PLAIN);
  }

  /** Sets a dot; (0, 0) is at the top left. */
  void dot(int x, int y, Ink ink) {
    int cell = cell(x, y);
    dots[cell] |= BITS[y % DOTS_DOWN][x % DOTS_ACROSS];
    inks[cell] = ink;
  }

  /** Shows a character in the cell of a dot, unless the cell gets dots. */
  void fill(int x, int y, char character, Ink ink) {
    int cell = cell(x, y);
    fill[cell] = character;
    if (dots[cell] == 0) {
      inks[cell] = ink;
    }
  }

  List<String> lines(Palette palette) {
    List<String> lines = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      lines.add(line(row, palette));
    }
    return lines;
  }

  private String line(int row, Palette palette) {
    StringBuilder line = new StringBuilder();
    StringBuilder run = new StringBuilder();
    Ink ink = Ink.PLAIN;
    for (int column = 0; column < columns; column++) {
      int cell = row * columns + column;
      if (inks[cell] != ink) {
        line.append(palette.paint(ink, run.toString()));
        run.setLength(0);
        ink = inks[cell];
      }
      run.append(dots[cell] == 0 ? fill[cell] : (char) (BRAILLE + dots[cell]));
    }
    return line.append(palette.paint(ink, run.toString())).toString();
  }

  private int cell(int x, int y) {
    return y / DOTS_DOWN * columns + x / DOTS_ACROSS;
  }
}
