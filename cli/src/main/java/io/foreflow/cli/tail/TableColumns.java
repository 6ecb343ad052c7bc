package io.foreflow.cli.tail;

import io.foreflow.cli.view.CellText;
import io.foreflow.cli.view.Palette;
import io.foreflow.cli.view.Palette.Ink;
import io.foreflow.cli.view.Sparkline;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.Forecast.Status;
import io.foreflow.wire.StepScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The columns that a terminal has room for. Columns of texts grow but never shrink. */
final class TableColumns {

  static final String GAP = "  ";

  private static final int NAME_MOST = 32;
  private static final int MODEL_MOST = 32;
  private static final int STEP_MOST = 34;
  private static final int TREND_LEAST = 12;
  private static final int TREND_MOST = 36;
  private static final int TREND_RANK = 2;
  private static final int NUMBER = 7;

  private final Palette palette;
  private int nameWidth = 8;
  private int nextWidth = NUMBER;
  private int stepWidth = 24;
  private int cutoffWidth = 16;
  private int modelWidth = 8;

  TableColumns(Palette palette) {
    this.palette = palette;
  }

  /**
   * The columns for these series.
   *
   * @param readings whether the trend is one of readings
   * @param room how many columns the terminal has
   */
  List<Column> of(List<SeenSeries> shown, boolean readings, long nowMillis, int room) {
    grow(shown);
    List<Column> columns = all(shown, readings, nowMillis, TREND_LEAST);
    while (columns.size() > 1 && width(columns) > room) {
      columns.remove(columns.stream().max(Comparator.comparingInt(Column::rank)).orElseThrow());
    }
    int more = Math.min(room - width(columns), TREND_MOST - TREND_LEAST);
    columns.replaceAll(
        column ->
            column.rank() == TREND_RANK && more > 0 ? trend(readings, TREND_LEAST + more) : column);
    if (width(columns) > room) {
      columns.set(0, name(Math.max(1, room)));
    }
    return columns;
  }

  private void grow(List<SeenSeries> shown) {
    nameWidth = widest(shown, SeenSeries::name, nameWidth, NAME_MOST);
    nextWidth = widest(shown, TableColumns::next, nextWidth, 2 * NUMBER);
    stepWidth = widest(shown, TableColumns::last, stepWidth, STEP_MOST);
    cutoffWidth = widest(shown, TableColumns::cutoff, cutoffWidth, Integer.MAX_VALUE);
    modelWidth = widest(shown, SeenSeries::model, modelWidth, MODEL_MOST);
  }

  private static int widest(
      List<SeenSeries> shown, Function<SeenSeries, String> text, int least, int most) {
    int widest =
        shown.stream()
            .mapToInt(series -> CellText.width(CellText.of(text.apply(series))))
            .max()
            .orElse(0);
    return Math.min(most, Math.max(least, widest));
  }

  private static int width(List<Column> columns) {
    return columns.stream().mapToInt(Column::width).sum() + GAP.length() * (columns.size() - 1);
  }

  private List<Column> all(List<SeenSeries> shown, boolean readings, long now, int trend) {
    List<Column> all = new ArrayList<>();
    all.add(name(nameWidth));
    all.add(trend(readings, trend));
    all.add(
        Column.left(
            "cutoff (UTC)", 7, cutoffWidth, TableColumns::cutoff, TableColumns::plain, palette));
    all.add(
        Column.right("next", 1, nextWidth, TableColumns::next, series -> Ink.FORECAST, palette));
    all.add(
        Column.left("last step", 3, stepWidth, TableColumns::last, TableColumns::plain, palette));
    all.add(
        Column.left(
            "status", 4, NUMBER, series -> series.newest().status().code(), this::status, palette));
    if (shown.stream().anyMatch(series -> series.scores().isPresent())) {
      all.add(Column.right("MASE", 5, 5, scored(FrameText::mase), TableColumns::good, palette));
      all.add(
          Column.right(
              "in band", 6, NUMBER, scored(FrameText::coverage), TableColumns::plain, palette));
    }
    all.add(
        Column.right(
            "rate",
            8,
            NUMBER,
            series -> FrameText.rate(series.perSecond(now)),
            TableColumns::plain,
            palette));
    all.add(Column.left("model", 9, modelWidth, SeenSeries::model, series -> Ink.FAINT, palette));
    return all;
  }

  private Column name(int width) {
    return Column.left("series", 0, width, SeenSeries::name, TableColumns::plain, palette);
  }

  private Column trend(boolean readings, int width) {
    String head = readings ? "readings, forecast" : "forecast by forecast";
    return new Column(
        CellText.left(head, width),
        TREND_RANK,
        width,
        series -> {
          int past = Sparkline.past(width, series.newest().horizon());
          return Sparkline.draw(series.picture(past), width, palette);
        });
  }

  private static String next(SeenSeries series) {
    return StepText.middle(series.newest(), 0);
  }

  private static String last(SeenSeries series) {
    Forecast forecast = series.newest();
    int last = forecast.horizon() - 1;
    return StepText.ahead(forecast, last) + " " + StepText.numbers(forecast, last);
  }

  private static String cutoff(SeenSeries series) {
    return FrameText.cutoff(series.newest());
  }

  private static Function<SeenSeries, String> scored(Function<StepScore, String> text) {
    return series -> series.scores().map(text).orElse("-");
  }

  private static Ink plain(SeenSeries series) {
    return Ink.PLAIN;
  }

  private static Ink good(SeenSeries series) {
    return series.scores().map(FrameText::ink).orElse(Ink.FAINT);
  }

  private Ink status(SeenSeries series) {
    return series.newest().status() == Status.READY ? Ink.PLAIN : Ink.FAINT;
  }
}
