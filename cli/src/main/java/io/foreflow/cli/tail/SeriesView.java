package io.foreflow.cli.tail;

import io.foreflow.cli.view.CellText;
import io.foreflow.cli.view.Chart;
import io.foreflow.cli.view.Numbers;
import io.foreflow.cli.view.Palette;
import io.foreflow.cli.view.Palette.Ink;
import io.foreflow.cli.view.Terminal;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.StepScore;
import java.util.ArrayList;
import java.util.List;

/** One series on the whole screen: a chart, the newest forecast in numbers, and scores. */
final class SeriesView implements View {

  private static final int WIDEST = 160;
  private static final int HIGHEST = 24;

  /** The lines above and below the chart. */
  private static final int BESIDES = 7;

  private final String name;
  private final Palette palette;

  SeriesView(String name, Palette palette) {
    this.name = name;
    this.palette = palette;
  }

  @Override
  public List<String> frame(SeriesMemory memory, TailStatus status, Terminal.Size size) {
    int room = size.columns() - 1;
    List<String> lines = new ArrayList<>();
    lines.add(FrameText.title(memory, status, CellText.cut(CellText.of(name), room / 2), palette));
    lines.add("");
    List<String> below = FrameText.skipped(status, palette);
    if (memory.size() == 0) {
      lines.add("No forecast of this series yet.");
      if (!memory.others().isEmpty()) {
        String others = String.join(", ", memory.others());
        lines.add(CellText.cut("Forecasts came of " + CellText.of(others), room));
      }
    } else {
      SeenSeries series = memory.first(1).get(0);
      int rows = Math.max(3, Math.min(HIGHEST, size.rows() - 1 - BESIDES - below.size()));
      lines.addAll(chart(series, Math.min(WIDEST, room), rows));
      lines.add(palette.paint(Ink.FAINT, CellText.cut(legend(series, memory), room)));
      lines.addAll(numbers(series, room));
    }
    lines.addAll(below);
    return lines;
  }

  private List<String> chart(SeenSeries series, int columns, int rows) {
    Chart chart = new Chart(columns, rows, palette);
    return chart.draw(series.picture(chart.past(series.newest().horizon())));
  }

  private static String legend(SeenSeries series, SeriesMemory memory) {
    Forecast forecast = series.newest();
    String past = memory.hasReadings() ? "readings" : "forecasts of the next step, one by one";
    return forecast.classes().isEmpty()
        ? "%s until %s UTC, then the next %d as forecast, in a band"
            .formatted(past, FrameText.cutoff(forecast), forecast.horizon())
        : past + " until " + FrameText.cutoff(forecast) + " UTC";
  }

  private List<String> numbers(SeenSeries series, int room) {
    Forecast forecast = series.newest();
    int last = forecast.horizon() - 1;
    String steps = step(forecast, 0) + (last == 0 ? "" : "   " + step(forecast, last));
    String model =
        series.model()
            + "  "
            + forecast.status().code()
            + (forecast.calibrated() ? "  calibrated" : "");
    List<String> lines = new ArrayList<>();
    lines.add(palette.paint(Ink.FORECAST, CellText.cut(CellText.of(steps), room)));
    lines.add(CellText.cut(CellText.of(model), room));
    series.scores().ifPresent(scores -> lines.add(scores(scores)));
    return lines;
  }

  private String scores(StepScore scores) {
    return "MASE "
        + palette.paint(FrameText.ink(scores), FrameText.mase(scores))
        + ", in the band "
        + FrameText.coverage(scores)
        + palette.paint(
            Ink.FAINT, "  of " + Numbers.count(scores.forecasts()) + " scored forecasts");
  }

  private static String step(Forecast forecast, int step) {
    return StepText.ahead(forecast, step) + " " + StepText.numbers(forecast, step);
  }
}
