package io.foreflow.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

  private static final OptionGroup GROUP = new OptionGroup("Trees");

  private static final Option<Tree> TREE =
      Option.of(GROUP, "tree", ValueType.choice(Tree.class), "oak").help("What grows.");

  private static final Option<Integer> HEIGHT =
      Option.derived(GROUP, "height", ValueType.INTEGER, Rule.any(), "4").help("How high.");

  @Test
  void findsConstantsByText() {
    assertThat(ValueType.choice(Tree.class).parse(" birch ")).isEqualTo(Tree.SILVER_BIRCH);
    assertThat(Choice.find(Tree.class, "oak")).contains(Tree.OAK);
    assertThat(Choice.find(Tree.class, "ash")).isEmpty();
  }

  @Test
  void keepsTheOrderOfTheEnum() {
    assertThat(Choice.texts(Tree.class)).containsExactly("oak", "birch");
  }

  @Test
  void unknownTextNamesWhatIsAllowed() {
    assertThatThrownBy(() -> ValueType.choice(Tree.class).parse("OAK"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it must be one of [oak, birch]");
    Problems problems = new Problems();
    settings("OAK", problems);
    assertThat(problems.all())
        .extracting(Problem::message)
        .containsExactly("tree is \"OAK\", it must be one of [oak, birch]");
  }

  @Test
  void aConstantIsWrittenAsItsText() {
    assertThat(settings("birch", new Problems()).written()).containsEntry("tree", "birch");
  }

  @Test
  void aRefusedChoiceLeavesItsDependentsUnjudged() {
    Settings settings = settings("ash", new Problems());
    settings.put(HEIGHT, 9);

    assertThat(settings.isRefused(TREE)).isTrue();
    assertThat(settings.get(HEIGHT, TREE, () -> 4)).isEqualTo(4);
    assertThat(settings("oak", new Problems()).put(HEIGHT, 9).get(HEIGHT, TREE, () -> 4))
        .isEqualTo(9);
  }

  private static Settings settings(String tree, Problems problems) {
    Settings settings = new Settings();
    settings.read(new OptionSet(List.of(GROUP)), "tree", new Setting(tree, ""), problems);
    return settings;
  }
}
