package io.foreflow.evaluation.report;

import java.util.List;

/**
 * What the template of a page shows.
 *
 * @param title the name of the model
 * @param summary what the model is, in plain sentences
 * @param keyFigures what to read first
 * @param notes what else the reader should know
 * @param sections in the order of the page
 * @param settings how the model was made; folded away
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
   * @param sample the line that plots draw for it, as SVG; empty for none
   * @param isModel whether it is the model's own
   */
  record Row(String name, String sample, boolean isModel, List<Cell> cells) {

    Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A number in a table.
   *
   * @param isBest whether it is the best of its column
   * @param percent how strongly the cell is tinted
   */
  record Cell(String text, boolean isBest, int percent) {

    static Cell of(String text) {
      return new Cell(text, false, 0);
    }
  }

  /** A plot with its words. */
  record Figure(String title, String unit, List<Key> legend, String svg, String caption) {

    static Figure of(Plot plot) {
      List<Key> legend =
          plot.legend().stream().map(entry -> new Key(entry.sample(), entry.name())).toList();
      return new Figure(plot.title(), plot.unit(), legend, plot.svg(), plot.caption());
    }
  }

  /** An entry of a legend: a sample as SVG, and what it is. */
  record Key(String sample, String name) {}

  PageView {
    keyFigures = List.copyOf(keyFigures);
    notes = List.copyOf(notes);
    sections = List.copyOf(sections);
    settings = List.copyOf(settings);
  }

  /** Whether there is anything that the reader should know besides. */
  boolean hasNotes() {
    return !notes.isEmpty();
  }

  /** The colours of the page. */
  List<PlotColor> colors() {
    return List.of(PlotColor.values());
  }
}
