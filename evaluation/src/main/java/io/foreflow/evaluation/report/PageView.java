package io.foreflow.evaluation.report;

import java.util.List;

/**
 * The data that the template of a page shows.
 *
 * @param title the name of the model
 * @param summary what the model is, in plain sentences
 * @param keyFigures the figures to read first
 * @param notes other things that the reader should know
 * @param sections the sections in the order of the page
 * @param settings how the model was made; collapsed on the page
 */
record PageView(
    String title,
    String summary,
    List<KeyFigure> keyFigures,
    List<String> notes,
    List<Section> sections,
    List<Setting> settings) {

  /** One number with its meaning. */
  record KeyFigure(String value, String meaning) {}

  /** One setting of the training, or one fact about it. */
  record Setting(String name, String value) {}

  /** Tables and plots that belong together. */
  record Section(String title, String intro, List<Table> tables, List<Figure> figures) {

    Section {
      tables = List.copyOf(tables);
      figures = List.copyOf(figures);
    }
  }

  /** A table whose first column holds names. */
  record Table(String title, List<String> heads, List<Row> rows, String caption) {

    Table {
      heads = List.copyOf(heads);
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row of a table.
   *
   * @param sample the row's line in plots, as SVG; empty if it has none
   * @param isModel whether it is the model's own row
   */
  record Row(String name, String sample, boolean isModel, List<Cell> cells) {

    Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A number in a table.
   *
   * @param isBest whether it is the best number of its column
   * @param percent strength of the cell's tint, in percent
   */
  record Cell(String text, boolean isBest, int percent) {

    static Cell of(String text) {
      return new Cell(text, false, 0);
    }
  }

  /** A plot with its texts. */
  record Figure(String title, String unit, List<Key> legend, String svg, String caption) {

    static Figure of(Plot plot) {
      List<Key> legend =
          plot.legend().stream().map(entry -> new Key(entry.sample(), entry.name())).toList();
      return new Figure(plot.title(), plot.unit(), legend, plot.svg(), plot.caption());
    }
  }

  /** An entry of a legend: a sample as SVG and its name. */
  record Key(String sample, String name) {}

  PageView {
    keyFigures = List.copyOf(keyFigures);
    notes = List.copyOf(notes);
    sections = List.copyOf(sections);
    settings = List.copyOf(settings);
  }

  /** Whether there are other things that the reader should know. */
  boolean hasNotes() {
    return !notes.isEmpty();
  }

  /** The colours of the page. */
  List<PlotColor> colors() {
    return List.of(PlotColor.values());
  }
}
