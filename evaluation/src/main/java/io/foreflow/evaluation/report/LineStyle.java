package io.foreflow.evaluation.report;

import java.util.List;

/**
 * The look of a line in a plot.
 *
 * @param width width in points
 * @param dash lengths of dashes and of the gaps between them; empty for a solid line
 */
public record LineStyle(PlotColor color, double width, List<Double> dash) {

  private static final List<Double> SOLID = List.of();
  private static final List<Double> DASHED = List.of(6.0, 3.0);
  private static final List<Double> DOTTED = List.of(2.0, 2.5);

  /** The readings as they came. */
  static final LineStyle ACTUAL = new LineStyle(PlotColor.ACTUAL, 1.6, SOLID);

  /** The model that the report is about. This is the line to look at. */
  public static final LineStyle MODEL = new LineStyle(PlotColor.MODEL, 2.6, SOLID);

  /** The ideal values. */
  static final LineStyle IDEAL = new LineStyle(PlotColor.QUIET, 1.2, DASHED);

  /** The loss on the data that the training learns from. */
  public static final LineStyle TRAINING = new LineStyle(PlotColor.VIOLET, 1.4, SOLID);

  /** The held-out loss of the averaged weights. */
  public static final LineStyle AVERAGED = new LineStyle(PlotColor.TEAL, 1.8, DASHED);

  static final LineStyle GRID = new LineStyle(PlotColor.GRID, 1, SOLID);

  private static final double THIN = 1.4;

  /** The number of styles, after the model's, that are reserved for baselines. */
  private static final int BASELINES = 8;

  private static final List<PlotColor> COLORS =
      List.of(
          PlotColor.TERRACOTTA,
          PlotColor.OCHRE,
          PlotColor.OLIVE,
          PlotColor.GREEN,
          PlotColor.TEAL,
          PlotColor.VIOLET,
          PlotColor.PINK,
          PlotColor.WINE,
          PlotColor.GREY,
          PlotColor.BROWN);

  private static final List<List<Double>> DASHES = List.of(SOLID, DASHED, DOTTED);

  public LineStyle {
    dash = List.copyOf(dash);
  }

  /**
   * The style of a line that is not the model's: thin and pale. Lines of similar colours differ in
   * their dashes, for people who see fewer colours. The first 30 styles are all different.
   */
  static LineStyle other(int index) {
    int color = index % COLORS.size();
    int round = index / COLORS.size();
    // Brown and green look alike to many people. So brown, the last colour, has other dashes than
    // its turn would give.
    int turn = color == COLORS.size() - 1 ? color + 2 : color;
    return new LineStyle(COLORS.get(color), THIN, DASHES.get((turn + round) % DASHES.size()));
  }

  /** The style of a layer of the model. The first layer has the model's own style. */
  public static LineStyle ofLayer(int index) {
    return index == 0 ? MODEL : other(BASELINES + index - 1);
  }
}
