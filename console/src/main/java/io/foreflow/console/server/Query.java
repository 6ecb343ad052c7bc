package io.foreflow.console.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a request. */
public final class Query {

  /** A list has this many items if nothing else is asked for. */
  public static final int USUAL_LIMIT = 100;

  /** A list has this many items at most. */
  public static final int MOST_LIMIT = 1000;

  private static final String SERIES = "series";
  private static final int LONGEST = 8192;
  private static final int LONGEST_SERIES_BYTES = 1024;

  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /** A query of these values. */
  public static Query of(Map<String, String> values) {
    Map<String, List<String>> lists = new HashMap<>();
    values.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Query(lists);
  }

  /** Reads the query of a URI, which may have each of these parameters once. */
  public static Query parse(@Nullable String raw, List<String> allowed) throws Refusal {
    Query query = parseSeveral(raw, allowed);
    for (Map.Entry<String, List<String>> entry : query.values.entrySet()) {
      if (entry.getValue().size() > 1) {
        throw Refusal.parameter(entry.getKey(), "two values", "one");
      }
    }
    return query;
  }

  /** Reads the query of a URI, which may have these parameters, each of them several times. */
  static Query parseSeveral(@Nullable String raw, List<String> allowed) throws Refusal {
    Map<String, List<String>> values = new HashMap<>();
    if (raw != null && raw.length() > LONGEST) {
      throw Refusal.parameter("query", raw, "up to " + LONGEST + " characters");
    }
    for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (!allowed.contains(name)) {
        throw Refusal.parameter(
            "parameter", name, allowed.isEmpty() ? "none here" : String.join(", ", allowed));
      }
      values
          .computeIfAbsent(name, key -> new ArrayList<>())
          .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return new Query(values);
  }

  private static String decode(String text) throws Refusal {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.parameter("query", text, "percent-encoded UTF-8");
    }
  }

  /** A text; empty if there is none or it is empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(first(name)).filter(text -> !text.isEmpty());
  }

  private @Nullable String first(String name) {
    List<String> all = values.get(name);
    return all == null ? null : all.get(0);
  }

  /** The name of a series, if one is given. */
  public Optional<String> series() throws Refusal {
    Optional<String> series = text(SERIES);
    if (series.isPresent()) {
      checkSeries(series.get());
    }
    return series;
  }

  private static void checkSeries(String series) throws Refusal {
    if (series.getBytes(StandardCharsets.UTF_8).length > LONGEST_SERIES_BYTES) {
      throw Refusal.parameter(SERIES, series, "1 to " + LONGEST_SERIES_BYTES + " bytes of UTF-8");
    }
  }

  /** The names of all series that are given, up to a number of them. */
  public Set<String> allSeries(int most) throws Refusal {
    Set<String> all = new HashSet<>(values.getOrDefault(SERIES, List.of()));
    all.remove("");
    if (all.size() > most) {
      throw Refusal.parameter(SERIES, all.size() + " names", "up to " + most);
    }
    for (String series : all) {
      checkSeries(series);
    }
    return all;
  }

  /** The name of a series, which has to be given. */
  public String requiredSeries() throws Refusal {
    return series().orElseThrow(() -> Refusal.parameter(SERIES, "", "the name of a series"));
  }

  /** How many items a list may have. */
  public int limit() throws Refusal {
    return integer("limit", USUAL_LIMIT, 1, MOST_LIMIT);
  }

  /** A whole number. */
  public int integer(String name, int otherwise, int least, int most) throws Refusal {
    String text = first(name);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Refusal.parameter(name, text, "a whole number from " + least + " to " + most);
  }

  /** A time in epoch milliseconds. */
  public long time(String name, long otherwise) throws Refusal {
    String text = first(name);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw Refusal.parameter(
          name, text, "an ISO-8601 time with its zone, such as 2026-01-31T12:00:00Z");
    }
  }

  /** Yes or no; no if it isn't given. */
  public boolean flag(String name) throws Refusal {
    String text = first(name);
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.isEmpty() || text.equals("true")) {
      return true;
    }
    throw Refusal.parameter(name, text, "true or false");
  }

  /** One of the constants of an enum, in the spelling of the API: {@code lastTime}. */
  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) throws Refusal {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder allowed = new StringBuilder();
    for (E constant : type.getEnumConstants()) {
      String spelling = spelling(constant);
      if (spelling.equals(text.get())) {
        return Optional.of(constant);
      }
      allowed.append(allowed.isEmpty() ? "" : ", ").append(spelling);
    }
    throw Refusal.parameter(name, text.get(), allowed.toString());
  }

  private static String spelling(Enum<?> constant) {
    StringBuilder spelling = new StringBuilder();
    for (String word : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      spelling.append(
          spelling.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return spelling.toString();
  }
}
