package io.foreflow.options;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A kind of value, as text and in Java.
 *
 * @param name text after "must be", such as {@code a whole number}
 * @param parser parses a text; throws an exception if it is no such value
 * @param holdsCommas whether the text of one value may hold commas. Then commas can't separate
 *     several values
 */
public record ValueType<T>(String name, Function<String, T> parser, boolean holdsCommas) {

  /** Any text, including an empty one. */
  public static final ValueType<String> TEXT = of("text", text -> text).withCommas();

  /** An int. */
  public static final ValueType<Integer> INTEGER = of("a whole number", Integer::valueOf);

  /** A long. */
  public static final ValueType<Long> LONG = of("a whole number of up to 64 bits", Long::valueOf);

  /** A double. */
  public static final ValueType<Double> NUMBER = of("a number", Double::valueOf);

  /** A boolean. */
  public static final ValueType<Boolean> YES_NO = of("true or false", ValueType::yesOrNo);

  /** A duration. */
  public static final ValueType<Duration> DURATION =
      of("a duration such as 30s, 5m, 1h, 1d or PT1H", Durations::parse);

  /** A list of whole numbers, which may be empty. */
  public static final ValueType<List<Integer>> INTEGERS =
      of("whole numbers, separated by commas", text -> items(text, Integer::valueOf)).withCommas();

  /** A list of numbers, which may be empty. */
  public static final ValueType<List<Double>> NUMBERS =
      of("numbers, separated by commas", text -> items(text, Double::valueOf)).withCommas();

  /** A list of names, which may be empty. */
  public static final ValueType<List<String>> NAMES =
      of("names, separated by commas", text -> items(text, name -> name)).withCommas();

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

  /** A type of values without commas. */
  public ValueType(String name, Function<String, T> parser) {
    this(name, parser, false);
  }

  private static <T> ValueType<T> of(String name, Function<String, T> parser) {
    return new ValueType<>(name, text -> parser.apply(text.strip()));
  }

  /**
   * Parses a text.
   *
   * @throws IllegalArgumentException if it is no value of this type
   */
  public T parse(String text) {
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("it must be " + name, e);
    }
  }

  /** This type with a change that is applied to each value. */
  public ValueType<T> map(UnaryOperator<T> change) {
    return new ValueType<>(name, text -> change.apply(parser.apply(text)), holdsCommas);
  }

  /** This type, for values whose texts may hold commas. */
  public ValueType<T> withCommas() {
    return new ValueType<>(name, parser, true);
  }

  /** Text that is not empty. */
  public static ValueType<String> text() {
    return new ValueType<>("text that is not empty", text -> check(text, !text.isBlank()), true);
  }

  /** Text that is not blank and has at most {@code maxLength} characters. */
  public static ValueType<String> text(int maxLength) {
    return new ValueType<>(
        "1 to " + maxLength + " characters",
        text -> check(text, !text.isBlank() && text.length() <= maxLength),
        true);
  }

  /** Text that matches a regular expression. */
  public static ValueType<String> matching(String regex, String name) {
    Pattern pattern = Pattern.compile(regex);
    return new ValueType<>(name, text -> check(text, pattern.matcher(text).matches()));
  }

  /** One or more texts that {@code item} accepts, as a YAML list or separated by commas. */
  public static ValueType<List<String>> list(String name, Predicate<String> item) {
    return list(name, Function.identity(), part -> !part.isEmpty() && item.test(part));
  }

  /**
   * Addresses of HTTP servers without credentials. Credentials have options of their own, which are
   * never printed.
   */
  public static ValueType<List<URI>> webAddresses() {
    return list(
        "one or more http: or https: URLs without user and password",
        URI::create,
        url ->
            List.of("http", "https").contains(String.valueOf(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null);
  }

  private static <V> ValueType<List<V>> list(
      String name, Function<String, V> parser, Predicate<V> holds) {
    Function<String, List<V>> items =
        text ->
            Arrays.stream(text.split(",", -1))
                .map(part -> parser.apply(part.strip()))
                .map(item -> check(item, holds.test(item)))
                .toList();
    return of(name + ", separated by commas", items).withCommas();
  }

  /** A share of a whole, from 0 (nothing) to 1 (all of it). */
  public static ValueType<Double> share() {
    return of(
        "a number from 0 to 1",
        text -> {
          double value = Double.parseDouble(text);
          return check(value, value >= 0 && value <= 1);
        });
  }

  /**
   * A finite number within bounds.
   *
   * @param name text after "a number", such as {@code of 0 or more}
   */
  public static ValueType<Double> number(String name, Predicate<Double> holds) {
    return of(
        "a number " + name,
        text -> {
          double value = Double.parseDouble(text);
          return check(value, Double.isFinite(value) && holds.test(value));
        });
  }

  /** An absolute URI with one of these schemes. A plain path is read as {@code file:}. */
  public static ValueType<URI> uri(String... schemes) {
    List<String> allowed = List.of(schemes);
    return of(
        "a URI that begins with " + String.join(": or ", allowed) + ":",
        text -> {
          check(text, !text.isEmpty());
          // A path may hold characters that a URI may not hold, such as a space.
          if (allowed.contains("file") && !SCHEME.matcher(text).lookingAt()) {
            return Path.of(text).toAbsolutePath().toUri();
          }
          URI uri = URI.create(text);
          return check(uri, uri.getScheme() != null && allowed.contains(uri.getScheme()));
        });
  }

  /** A whole number within bounds. Both bounds are allowed. */
  public static ValueType<Integer> integer(int min, int max) {
    return of(
        "a whole number from " + min + " to " + max,
        text -> {
          int value = Integer.parseInt(text);
          return check(value, value >= min && value <= max);
        });
  }

  /**
   * A duration within bounds. Both bounds are allowed. A number without a unit is in milliseconds.
   */
  public static ValueType<Duration> duration(Duration min, Duration max) {
    return of(
        "a duration from %s to %s, such as 5 ms, 10 s or 2 min"
            .formatted(Durations.write(min), Durations.write(max)),
        text -> {
          Duration value = Durations.parseOrMillis(text);
          return check(value, value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
        });
  }

  /** One of an enum's constants, written in lower case with dashes. */
  public static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    return of(
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(" or ")),
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  /** One of an enum's constants, written as its text. */
  public static <E extends Enum<E> & Choice> ValueType<E> choice(Class<E> type) {
    return of(
        "one of " + Choice.texts(type),
        text -> {
          Optional<E> constant = Choice.find(type, text);
          return constant.orElseThrow(() -> new IllegalArgumentException(text));
        });
  }

  private static boolean yesOrNo(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** Splits a list that is written with or without brackets. */
  private static <V> List<V> items(String text, Function<String, V> item) {
    String items =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    return items.isBlank()
        ? List.of()
        : Arrays.stream(items.split(",", -1)).map(String::strip).map(item).toList();
  }

  private static <V> V check(V value, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("against the rule");
    }
    return value;
  }
}
