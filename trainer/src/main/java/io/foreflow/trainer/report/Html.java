package io.foreflow.trainer.report;

import java.util.List;

/** Parts of a page. */
final class Html {

  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A table; the first cell of each row is a heading. */
  static String table(List<String> heads, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<table><tr>");
    heads.forEach(head -> table.append("<th>").append(escape(head)).append("</th>"));
    table.append("</tr>\n");
    for (List<String> row : rows) {
      table.append("<tr><th>").append(escape(row.get(0))).append("</th>");
      row.subList(1, row.size())
          .forEach(cell -> table.append("<td>").append(escape(cell)).append("</td>"));
      table.append("</tr>\n");
    }
    return table.append("</table>\n").toString();
  }

  /** Plain sentences, one below the other. */
  static String list(List<String> lines) {
    StringBuilder list = new StringBuilder("<ul>\n");
    lines.forEach(line -> list.append("<li>").append(escape(line)).append("</li>\n"));
    return list.append("</ul>\n").toString();
  }
}
