package io.foreflow.trainer.ensemble;

import io.foreflow.options.Choice;
import io.foreflow.options.ValueType;
import io.foreflow.trainer.network.CellKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The members of an ensemble, as an option names them: {@code 4}, {@code 2,ridge} or {@code
 * gru,lstm,ridge}.
 *
 * @param count number of networks of the kind that the training asks for
 * @param cells the cells of further networks
 * @param ridge whether there is a ridge regression
 */
public record Members(int count, List<CellKind> cells, boolean ridge) {

  /** The type of the option. */
  public static final ValueType<Members> TYPE =
      new ValueType<>(
          "a number of networks, cells such as gru, or ridge, separated by commas",
          text -> parse(text.strip()),
          true);

  private static final String RIDGE = "ridge";

  public Members {
    cells = List.copyOf(cells);
  }

  /** So many networks of one kind. */
  public static Members of(int networks) {
    return new Members(networks, List.of(), false);
  }

  private static Members parse(String text) {
    boolean isBracketed = text.startsWith("[") && text.endsWith("]");
    String items = isBracketed ? text.substring(1, text.length() - 1) : text;
    int count = 0;
    List<CellKind> cells = new ArrayList<>();
    boolean ridge = false;
    for (String item : items.split(",", -1)) {
      String name = item.strip();
      if (!name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
        count = Math.addExact(count, Integer.parseInt(name));
      } else if (name.equals(RIDGE) && !ridge) {
        ridge = true;
      } else {
        cells.add(
            Choice.find(CellKind.class, name)
                .orElseThrow(() -> new IllegalArgumentException(name)));
      }
    }
    return new Members(count, cells, ridge);
  }

  /** The number of networks. */
  public int networks() {
    return count + cells.size();
  }

  /**
   * The cell of each network.
   *
   * @param plain the cell of those that are only counted
   */
  public List<CellKind> cellsOf(CellKind plain) {
    List<CellKind> all = new ArrayList<>(Collections.nCopies(count, plain));
    all.addAll(cells);
    return List.copyOf(all);
  }

  /** These members without the networks after the first ones. */
  public Members first(int networks) {
    int counted = Math.min(count, networks);
    return new Members(
        counted, cells.subList(0, Math.min(cells.size(), networks - counted)), ridge);
  }

  /** The networks among these members. */
  public Members withoutRidge() {
    return new Members(count, cells, false);
  }

  /** Whether there are both networks and a ridge regression. */
  public boolean isMixed() {
    return ridge && networks() > 0;
  }

  /** The text that the option would be given as. */
  @Override
  public String toString() {
    List<String> items = new ArrayList<>();
    if (count > 0 || (cells.isEmpty() && !ridge)) {
      items.add(Integer.toString(count));
    }
    cells.forEach(cell -> items.add(cell.text()));
    if (ridge) {
      items.add(RIDGE);
    }
    return String.join(",", items);
  }
}
