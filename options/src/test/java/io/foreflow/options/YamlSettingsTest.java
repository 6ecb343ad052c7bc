package io.foreflow.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlSettingsTest {

  @Test
  void flattensKeysAndKeepsLines() {
    assertThat(YamlSettings.parse("a:\n  b: 1\n  c.d: x\ne: [1, 2]\nf: 0123\ng:\n", "f").settings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "a.b", new Setting("1", "f:2"),
                "a.c.d", new Setting("x", "f:3"),
                "e", new Setting("1,2", "f:4"),
                "f", new Setting("0123", "f:5"),
                "g", new Setting("", "f:6")));
  }

  @Test
  void namesWhatCanNotBeASetting() {
    assertThat(
            YamlSettings.parse("a: 1\na: 2\nb: [[1]]\n[c]: 3\n", "f").problems().stream()
                .map(Problem::toString))
        .containsExactly(
            "a: is given twice, at f:1 and at f:2; leave one of them",
            "b: (f:3) a list may hold plain values only",
            "f:4: the key must be plain text");
    assertThat(YamlSettings.parse("just text", "f").problems())
        .extracting(Problem::toString)
        .containsExactly("f:1: the file must hold settings, one `key: value` on a line");
  }
}
