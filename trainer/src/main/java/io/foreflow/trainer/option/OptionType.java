package io.foreflow.trainer.option;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of value, in text and in Java.
 *
 * @param name for the reference page and for errors, such as {@code a whole number}
 * @param parser from stripped text; throws {@link IllegalArgumentException} if it is no such value
 */
public record OptionType<T>(String name, Function<String, T> parser) {

  private static final Pattern DURATION_FORM = Pattern.compile("(\\d{1,9}) ?(ms|s|m|min|h|d)");

  /** Any text. */
  public static final OptionType<String> TEXT = new OptionType<>("text", text -> text);

  /** An int. */
  public static final OptionType<Integer> INTEGER =
      new OptionType<>("a whole number", Integer::valueOf);

  /** A long. */
  public static final OptionType<Long> LONG =
      new OptionType<>("a whole number of up to 64 bits", Long::valueOf);

  /** A double. */
  public static final OptionType<Double> NUMBER = new OptionType<>("a number", Double::valueOf);

  /** A boolean. */
  public static final OptionType<Boolean> YES_NO =
      new OptionType<>(
          "true or false",
          text ->
              switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
              });

  /** A duration, as people type it or in ISO-8601. */
  public static final OptionType<Duration> DURATION =
      new OptionType<>("a duration such as 30s, 5m, 1h, 1d or PT1H", OptionType::duration);

  /** Whole numbers. */
  public static final OptionType<List<Integer>> INTEGERS =
      new OptionType<>("whole numbers, separated by commas", text -> list(text, Integer::valueOf));

  /** Numbers. */
  public static final OptionType<List<Double>> NUMBERS =
      new OptionType<>("numbers, separated by commas", text -> list(text, Double::valueOf));

  /** Names. */
  public static final OptionType<List<String>> NAMES =
      new OptionType<>("names, separated by commas", text -> list(text, name -> name));

  /** The value that a text stands for. */
  public T parse(String text) {
    try {
      return parser.apply(text.strip());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("it must be " + name, e);
    }
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION_FORM.matcher(text);
    if (!matcher.matches()) {
      return Duration.parse(text);
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofMinutes(number);
    };
  }

  /** With or without the brackets that a list is written in. */
  private static <V> List<V> list(String text, Function<String, V> item) {
    String items =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    return items.isBlank()
        ? List.of()
        : Arrays.stream(items.split(",", -1)).map(String::strip).map(item).toList();
  }
}
