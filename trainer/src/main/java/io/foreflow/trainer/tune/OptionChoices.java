package io.foreflow.trainer.tune;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The values that a search may choose for one option. */
public sealed interface OptionChoices {

  /** Draws one value, as the text of an option. */
  String draw(SplittableRandom random);

  /**
   * The choices as a person writes them in YAML.
   *
   * @param holdsCommas whether a value of the option may hold commas, so that bars separate values
   */
  String yaml(boolean holdsCommas);

  /**
   * One of several texts.
   *
   * @param texts values in the form that the option accepts
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
    public String yaml(boolean holdsCommas) {
      return holdsCommas
          ? '"' + String.join(" | ", texts) + '"'
          : '[' + String.join(", ", texts) + ']';
    }
  }

  /**
   * A number between two bounds, both included.
   *
   * @param isLog whether the logarithm is drawn uniformly, so that each doubling is equally likely
   * @param isWhole whether only whole numbers are allowed
   */
  record Between(double min, double max, boolean isLog, boolean isWhole) implements OptionChoices {

    /** More digits make a longer line, but no different model. */
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
    public String yaml(boolean holdsCommas) {
      return "{min: %s, max: %s%s}".formatted(plain(min), plain(max), isLog ? ", scale: log" : "");
    }

    private String plain(double number) {
      return isWhole ? Long.toString((long) number) : Double.toString(number);
    }
  }
}
