package io.foreflow.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Help texts whose lines end between two words. Picocli also breaks lines inside words, after a
 * colon or a full stop, as in {@code 12:00} and {@code topics.models}, where nobody can copy them.
 */
final class WordHelp extends Help {

  WordHelp(CommandSpec command, ColorScheme colors) {
    super(command, colors);
  }

  @Override
  public Layout createDefaultLayout(
      List<OptionSpec> options, List<PositionalParamSpec> positionals, ColorScheme colors) {
    TextTable table = super.createDefaultLayout(options, positionals, colors).textTable();
    return new Layout(
        colors, table, createDefaultOptionRenderer(), createDefaultParameterRenderer()) {
      @Override
      public void layout(ArgSpec argument, Text[][] rows) {
        super.layout(argument, wrapped(rows, table));
      }
    };
  }

  /**
   * The rows with every description, which is the last cell, cut into lines that fit its column.
   */
  private static Text[][] wrapped(Text[][] rows, TextTable table) {
    Column column = table.columns()[table.columns().length - 1];
    List<Text[]> lines = new ArrayList<>();
    for (Text[] row : rows) {
      Text empty = row[row.length - 1].substring(0, 0);
      Text[] cells = row.clone();
      String margin = "";
      for (Text line : lines(row[row.length - 1], column.width - column.indent, table)) {
        cells[cells.length - 1] = empty.concat(margin).concat(line);
        lines.add(cells);
        cells = new Text[row.length];
        Arrays.fill(cells, empty);
        margin = " ".repeat(table.indentWrappedLines);
      }
    }
    return lines.toArray(Text[][]::new);
  }

  /** The text in lines. All but the first are shorter by the margin of wrapped lines. */
  private static List<Text> lines(Text text, int width, TextTable table) {
    List<Text> lines = new ArrayList<>();
    String plain = text.plainString();
    int from = 0;
    int room = width;
    while (plain.length() - from > room) {
      int space = plain.lastIndexOf(' ', from + room - 1);
      if (space <= from) {
        space = plain.indexOf(' ', from);
      }
      if (space < 0) {
        break;
      }
      lines.add(text.substring(from, space));
      from = space + 1;
      room = width - table.indentWrappedLines;
    }
    lines.add(text.substring(from));
    return lines;
  }
}
