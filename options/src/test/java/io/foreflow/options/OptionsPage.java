package io.foreflow.options;

import java.util.List;

/** Writes the part of a reference page that lists options, with no line over 120 characters. */
public final class OptionsPage {
  private static final int WIDTH = 120;

  private OptionsPage() {}

  /** A section for each group, with a heading for each option. */
  public static String sections(List<OptionGroup> groups) {
    StringBuilder page = new StringBuilder();
    for (OptionGroup group : groups) {
      page.append("## ").append(group.title()).append("\n\n");
      for (Option<?> option : group.options()) {
        start(page, option.name(), option.help(), allowed(option));
        page.append(wrapped("- " + given(option), "  ")).append('\n');
      }
      for (NamedOption<?> option : group.named()) {
        start(page, option.name(), option.help(), option.type().name());
        page.append("- May be given many times, each with its own `NAME`\n\n");
      }
    }
    return page.toString();
  }

  private static void start(StringBuilder page, String name, String help, String allowed) {
    page.append("### `").append(name).append("`\n\n");
    page.append(wrapped(help, "")).append('\n');
    page.append(wrapped("- Allowed: " + allowed, "  "));
  }

  private static String allowed(Option<?> option) {
    String rule = option.rule().text();
    if (rule.isEmpty()) {
      return option.type().name();
    }
    return option.type().equals(ValueType.TEXT) ? rule : option.type().name() + ", " + rule;
  }

  private static String given(Option<?> option) {
    String text = option.defaultText();
    if (text == null) {
      return option.isRequired() ? "Required" : "Optional";
    }
    if (option.defaultValue().isEmpty()) {
      return "Default: " + text;
    }
    return text.equals("[]") ? "Default: none" : "Default: `" + text + "`";
  }

  /** The text in lines that are short enough; lines after the first begin with the indent. */
  static String wrapped(String text, String indent) {
    StringBuilder lines = new StringBuilder();
    String line = "";
    for (String word : text.split(" ", -1)) {
      if (!line.isBlank() && line.length() + 1 + word.length() > WIDTH) {
        lines.append(line).append('\n');
        line = indent + word;
      } else {
        line = line.isEmpty() ? word : line + " " + word;
      }
    }
    return lines.append(line).append('\n').toString();
  }
}
