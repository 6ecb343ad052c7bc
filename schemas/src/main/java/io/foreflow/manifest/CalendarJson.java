package io.foreflow.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.foreflow.calendar.Closure;
import io.foreflow.calendar.TradingCalendar;
import io.foreflow.calendar.WeeklySession;
import io.foreflow.calendar.ZoneOffsets;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trading calendar of a manifest in JSON: numbers that need no time zone data to be read. */
public final class CalendarJson {
  static final String FIELD = "tradingCalendar";

  private static final JsonFactory JSON = new JsonFactory();

  private CalendarJson() {}

  /** The text that {@link #parse} reads. */
  public static String write(TradingCalendar calendar) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      writeObject(calendar, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Reads the object that {@link #write} writes.
   *
   * @throws ManifestException naming every problem with its path
   */
  public static TradingCalendar parse(String json) {
    return new ManifestReader().calendar(json);
  }

  static void write(TradingCalendar calendar, JsonGenerator out) throws IOException {
    out.writeFieldName(FIELD);
    writeObject(calendar, out);
  }

  private static void writeObject(TradingCalendar calendar, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("zone", calendar.zone());
    out.writeArrayFieldStart("sessions");
    for (WeeklySession session : calendar.sessions()) {
      writePair(session.opens(), session.closes(), out);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("closed");
    for (Closure closure : calendar.closures()) {
      out.writeString(closure.from() + "/" + closure.to());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("offsets");
    for (ZoneOffsets.Span span : calendar.offsets().spans()) {
      writePair(span.from(), span.seconds(), out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writePair(long first, long second, JsonGenerator out) throws IOException {
    out.writeStartArray();
    out.writeNumber(first);
    out.writeNumber(second);
    out.writeEndArray();
  }

  /** Reads a calendar; null if it breaks a rule, which is then among the problems. */
  static @Nullable TradingCalendar read(JsonFields in) {
    String zone = in.text("zone");
    List<long[]> sessions = in.rows("sessions", 2);
    List<String> closed = in.texts("closed", List.of());
    List<long[]> offsets = in.rows("offsets", 2);
    in.refuseOthers();
    try {
      return new TradingCalendar(
          zone,
          sessions.stream().map(row -> new WeeklySession(whole(row[0]), whole(row[1]))).toList(),
          closures(closed),
          new ZoneOffsets(
              offsets.stream().map(row -> new ZoneOffsets.Span(row[0], whole(row[1]))).toList()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      in.refuse(String.valueOf(e.getMessage()), "a trading calendar, see its fields");
      return null;
    }
  }

  private static int whole(long number) {
    return Math.toIntExact(number);
  }

  private static List<Closure> closures(List<String> texts) {
    List<Closure> closures = new ArrayList<>();
    for (String text : texts) {
      int slash = text.indexOf('/');
      try {
        closures.add(
            new Closure(
                LocalDateTime.parse(text.substring(0, Math.max(0, slash))),
                LocalDateTime.parse(text.substring(slash + 1))));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "closed: found \"%s\", allowed: two local times such as 2026-07-03T00:00/2026-07-04T00:00"
                .formatted(text),
            e);
      }
    }
    return closures;
  }
}
