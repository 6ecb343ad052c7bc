package io.foreflow.history;

import java.util.regex.Pattern;

/**
 * The name of a series in a cell that no spreadsheet runs. A spreadsheet takes a cell that begins
 * with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a carriage return for a formula. Such a
 * name is written with an apostrophe before it, which a spreadsheet reads as "this is text". A name
 * that already has apostrophes before such a character gets one more. Reading removes exactly the
 * apostrophe that writing added.
 */
public final class CsvName {

  private static final Pattern FORMULA = Pattern.compile("^'*[=+\\-@\t\r\n]");

  private CsvName() {}

  /** The cell that holds a name, in quotes if it needs them. */
  public static String cell(String name) {
    boolean runs = FORMULA.matcher(name).find();
    String safe = runs ? "'" + name : name;
    boolean plain =
        !runs && name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  /** The name that a cell holds. The cell has no quotes around it any more. */
  static String of(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).find() ? cell.substring(1) : cell;
  }
}
