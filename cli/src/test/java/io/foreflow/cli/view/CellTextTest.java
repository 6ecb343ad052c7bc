package io.foreflow.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTest {

  @ParameterizedTest
  @CsvSource({
    "sensor-1, 8",
    "größe, 5",
    "温度, 4",
    "센서, 4",
    "e\u0301, 1",
    "🌡, 1",
    "🚀, 2",
    "ﾃｽﾄ, 3",
    "＋, 2"
  })
  void widthIsThatOnATerminal(String text, int columns) {
    assertThat(CellText.width(text)).isEqualTo(columns);
  }

  @Test
  void cellHasExactlyItsColumns() {
    String name = "a温度🚀e\u0301z";
    for (int columns = 0; columns < 20; columns++) {
      assertThat(CellText.width(CellText.left(name, columns))).isEqualTo(columns);
      assertThat(CellText.width(CellText.right(name, columns))).isEqualTo(columns);
    }
    assertThat(CellText.left(name, 5)).isEqualTo("a温… ");
    assertThat(CellText.right("12", 4)).isEqualTo("  12");
    assertThat(CellText.cut(name, 9)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J",
        "two\nlines",
        "tab\there",
        "back\rwards",
        "\u202eright to left",
        "\u009b31m",
        "zero\u200bwidth",
        "tag\udb40\udc41",
        "half \ud83d"
      })
  void nothingThatMovesTheCursorIsLeft(String hostile) {
    assertThat(CellText.of(hostile).codePoints())
        .noneMatch(Character::isISOControl)
        .noneMatch(point -> Character.getType(point) == Character.FORMAT)
        .noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }

  @Test
  void hiddenCharactersAreReadable() {
    assertThat(CellText.of("a\nb\u001b[c")).isEqualTo("a\\u000ab\\u001b[c");
  }
}
