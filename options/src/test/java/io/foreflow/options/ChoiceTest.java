package io.foreflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChoiceTest {

  private enum Tree implements Choice {
    OAK("oak"),
    SILVER_BIRCH("birch");

    private final String text;

    Tree(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  @Test
  void findsConstantsByText() {
    assertThat(Choice.named(Tree.class, "tree", "birch")).isEqualTo(Tree.SILVER_BIRCH);
    assertThat(Choice.find(Tree.class, "oak")).contains(Tree.OAK);
    assertThat(Choice.find(Tree.class, "ash")).isEmpty();
    assertThat(Tree.OAK.is("birch")).isFalse();
  }

  @Test
  void keepsTheOrderOfTheEnum() {
    assertThat(Choice.texts(Tree.class)).containsExactly("oak", "birch");
  }

  @Test
  void unknownTextNamesWhatIsAllowed() {
    assertThatThrownBy(() -> Choice.named(Tree.class, "tree", "OAK"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tree is \"OAK\", it must be one of [oak, birch]");
  }
}
