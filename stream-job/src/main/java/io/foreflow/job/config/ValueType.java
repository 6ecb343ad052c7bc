package io.foreflow.job.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;

/**
 * The values an option accepts.
 *
 * @param name the kind of value, for the reference page
 * @param rule what is allowed, in words that complete "must be ..."
 * @param parser from text to value; throws {@link IllegalArgumentException} where the rule is
 *     broken
 */
public record ValueType<T>(String name, String rule, Function<String, T> parser) {

  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

  /** The value that {@code text} stands for. */
  public T parse(String text) {
    return parser.apply(text);
  }

  static ValueType<String> text() {
    return new ValueType<>("text", "not empty", text -> check(text, !text.isBlank()));
  }

  static ValueType<String> text(int maxLength) {
    return new ValueType<>(
        "text",
        "1 to " + maxLength + " characters",
        text -> check(text, !text.isBlank() && text.length() <= maxLength));
  }

  static ValueType<String> topic() {
    return new ValueType<>(
        "topic",
        "a Kafka topic: 1 to 249 of the characters a-z A-Z 0-9 . _ -",
        text -> check(text, TOPIC.matcher(text).matches()));
  }

  static ValueType<List<String>> topics() {
    return new ValueType<>(
        "topics",
        "one or more Kafka topics, separated by commas",
        text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(topic -> check(topic, TOPIC.matcher(topic).matches()))
                .toList());
  }

  /** Some texts, each of which {@code item} accepts; a YAML list or separated by commas. */
  static ValueType<List<String>> list(String name, String rule, Predicate<String> item) {
    return new ValueType<>(
        name,
        rule + ", one or more, separated by commas",
        text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(part -> check(part, !part.isEmpty() && item.test(part)))
                .toList());
  }

  /** A part of a whole: 0 is nothing, 1 is all of it. */
  static ValueType<Double> share() {
    return new ValueType<>(
        "share",
        "a number from 0 to 1",
        text -> {
          double value = Double.parseDouble(text.strip());
          return check(value, value >= 0 && value <= 1);
        });
  }

  /** An absolute URI of one of these schemes. A plain path is taken as {@code file:}. */
  static ValueType<URI> uri(String... schemes) {
    List<String> allowed = List.of(schemes);
    return new ValueType<>(
        "uri",
        "a URI that begins with " + String.join(": or ", allowed) + ":",
        text -> {
          String stripped = check(text.strip(), !text.isBlank());
          // A path may hold what a URI may not, such as a blank.
          if (allowed.contains("file") && !SCHEME.matcher(stripped).lookingAt()) {
            return Path.of(stripped).toAbsolutePath().toUri();
          }
          URI uri = URI.create(stripped);
          return check(uri, uri.getScheme() != null && allowed.contains(uri.getScheme()));
        });
  }

  /** Addresses of HTTP servers. Credentials have options of their own, which are never printed. */
  static ValueType<List<URI>> webAddresses() {
    return new ValueType<>(
        "urls",
        "one or more http: or https: URLs without user and password, separated by commas",
        text ->
            Arrays.stream(text.split(",", -1))
                .map(part -> URI.create(part.strip()))
                .map(
                    url ->
                        check(
                            url,
                            List.of("http", "https").contains(String.valueOf(url.getScheme()))
                                && url.getHost() != null
                                && url.getRawUserInfo() == null))
                .toList());
  }

  static ValueType<String> userAndPassword() {
    return new ValueType<>(
        "user:password", "user:password", text -> check(text, text.strip().indexOf(':') > 0));
  }

  static ValueType<Integer> integer(int min, int max) {
    return new ValueType<>(
        "integer",
        "a whole number from " + min + " to " + max,
        text -> {
          int value = Integer.parseInt(text.strip());
          return check(value, value >= min && value <= max);
        });
  }

  static ValueType<Boolean> yesOrNo() {
    return new ValueType<>(
        "boolean",
        "true or false",
        text ->
            switch (text.strip().toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException(text);
            });
  }

  static ValueType<Duration> duration(Duration min, Duration max) {
    return new ValueType<>(
        "duration",
        "a duration from " + spoken(min) + " to " + spoken(max) + ", such as 5 ms, 10 s or 2 min",
        text -> {
          Duration value = TimeUtils.parseDuration(text.strip());
          return check(value, value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
        });
  }

  /** One of an enum's constants, written in lower case with dashes. */
  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    return new ValueType<>(
        "choice",
        Arrays.stream(type.getEnumConstants())
            .map(ValueType::spelled)
            .collect(Collectors.joining(" or ")),
        text -> Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  static ValueType<Path> file() {
    return new ValueType<>(
        "file",
        "a path or a file: URI",
        text -> {
          check(text, !text.isBlank());
          if (text.startsWith("file:")) {
            return Path.of(URI.create(text));
          }
          return check(Path.of(text), !text.contains("://"));
        });
  }

  static ValueType<String> sha256() {
    return new ValueType<>(
        "sha256",
        "64 hexadecimal characters",
        text -> check(text.toLowerCase(Locale.ROOT), SHA256.matcher(text).matches()));
  }

  static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String spoken(Duration duration) {
    return TimeUtils.formatWithHighestUnit(duration);
  }

  private static <V> V check(V value, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("against the rule");
    }
    return value;
  }
}
