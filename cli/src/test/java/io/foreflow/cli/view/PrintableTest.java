package io.foreflow.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void controlCharactersAreSpeltOut() {
    assertThat(Printable.of("found \"\u001b[2J\u0000\u009b\u202e\r\"\tdone\r\n"))
        .isEqualTo("found \"\\u001b[2J\\u0000\\u009b\\u202e\\u000d\"\tdone\r\n");
  }

  @Test
  void lettersOfAnyLanguageStay() {
    String text = "K\u00f6ln \u6771\u4eac \ud83c\udf21 \u2588\u2591";
    assertThat(Printable.of(text)).isSameAs(text);
  }
}
