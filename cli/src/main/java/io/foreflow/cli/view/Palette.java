package io.foreflow.cli.view;

/** Colours by meaning. A palette without colours leaves text unchanged. */
public enum Palette {
  COLOURS,
  NONE;

  /** The meaning of a text, which decides its colour. */
  public enum Ink {
    PLAIN("0"),
    STRONG("1"),
    FAINT("2"),
    READING("36"),
    FORECAST("1;33"),
    BAND("33;2"),
    GOOD("32"),
    BAD("31");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  public String paint(Ink ink, String text) {
    return this == NONE || ink == Ink.PLAIN || text.isEmpty()
        ? text
        : "\u001b[" + ink.code + "m" + text + "\u001b[0m";
  }
}
