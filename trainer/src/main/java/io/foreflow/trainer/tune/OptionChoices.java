package io.foreflow.trainer.tune;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What one option may be in a search. */
public sealed interface OptionChoices {

  /** Draws one, as the text of an option. */
  String draw(SplittableRandom random);

  /** The choice as a person writes it in YAML. */
  String yaml();

  /**
   * One of some texts.
   *
   * @param texts as an option takes them
   */
  record OneOf(List<String> texts) implements OptionChoices {

    public OneOf {
      texts = List.copyOf(texts);
    }

    @Override
    public String draw(SplittableRandom random) {
      return texts.get(random.nextInt(texts.size()));
    }

    @Override
    public String yaml() {
      boolean hasLists = texts.stream().anyMatch(text -> text.contains(","));
      return hasLists
          ? '"' + String.join(" | ", texts) + '"'
          : '[' + String.join(", ", texts) + ']';
    }
  }

  /**
   * A number between two bounds, both possible.
   *
   * @param isLog whether its logarithm is drawn evenly, so that each doubling is as likely
   * @param isWhole whether only whole numbers will do
   */
  record Between(double min, double max, boolean isLog, boolean isWhole) implements OptionChoices {

    /** More digits than this make no other model, only a longer line. */
    private static final int DIGITS = 3;

    @Override
    public String draw(SplittableRandom random) {
      double share = random.nextDouble();
      double number = isLog ? min * StrictMath.pow(max / min, share) : min + (max - min) * share;
      if (isWhole) {
        return Long.toString(Math.max((long) min, Math.min((long) max, Math.round(number))));
      }
      double rounded = Double.parseDouble(String.format(Locale.ROOT, "%." + DIGITS + "g", number));
      return Double.toString(Math.max(min, Math.min(max, rounded)));
    }

    @Override
    public String yaml() {
      return "{min: %s, max: %s%s}".formatted(plain(min), plain(max), isLog ? ", scale: log" : "");
    }

    private String plain(double number) {
      return isWhole ? Long.toString((long) number) : Double.toString(number);
    }
  }
}
