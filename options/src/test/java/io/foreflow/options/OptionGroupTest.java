package io.foreflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionGroupTest {

  @Test
  void listsOptionsInTheirOrder() {
    assertThat(Garden.ALL.names())
        .containsExactly(
            "pump.address", "valves", "pause", "pump.token", "rows", "depth", "plants");
    assertThat(Garden.ALL.named()).containsExactly(Garden.BED_SHARE);
  }

  @Test
  void refusesADefaultAgainstItsRule() {
    OptionGroup group = new OptionGroup("x");
    assertThatThrownBy(() -> Option.of(group, "x", ValueType.INTEGER, Rule.atLeast(2), "1"))
        .hasMessage("The default of x must be at least 2");
    assertThatThrownBy(() -> Option.of(group, "x", ValueType.integer(0, 1), "many"))
        .hasMessageContaining("it must be a whole number from 0 to 1");
  }

  @Test
  void pageSaysWhatIsAllowedInShortLines() {
    String page = OptionsPage.sections(Garden.ALL.groups());
    assertThat(page)
        .contains("## Water\n\n### `pump.address`\n\nThe pump's address.\n\n")
        .contains("- Allowed: text that is not empty\n- Required\n")
        .contains("- Allowed: a number, above 0\n- Default: `2.5`\n")
        .contains("- Default: the sum of the rows\n")
        .contains("### `beds.NAME.share`");
    assertThat(OptionsPage.wrapped("- " + "word ".repeat(60).strip(), "  ").lines())
        .allMatch(line -> line.length() <= 120)
        .hasSize(3);
  }

  @Test
  void findsTheNearestName() {
    assertThat(Nearest.to("valvs", Garden.ALL.names())).contains("valves");
    assertThat(Nearest.to("umbrella", Garden.ALL.names())).isEmpty();
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
