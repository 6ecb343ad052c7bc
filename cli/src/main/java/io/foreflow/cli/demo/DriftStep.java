package io.foreflow.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a demo of drift.
 *
 * @param since time since the start of the demo
 * @param eventTime the newest reading; null before there is one
 * @param version the version of the model that it is about; null for none
 * @param why what happened and why, for a person
 * @param figures for a program
 */
record DriftStep(
    Kind kind,
    Duration since,
    @Nullable Instant eventTime,
    @Nullable String version,
    String why,
    Map<String, Object> figures) {

  /** What can happen, in the order in which it does. */
  enum Kind {
    BROKER,
    FIRST_MODEL,
    LIVE,
    CHANGED,
    INACCURATE,
    DRIFT,
    KEPT,
    PROMOTED,
    SWAPPED,
    RECOVERED,
    CONFIRMED,
    REFUSED,
    FORCED,
    ROLLED_BACK,
    RESTORED;

    /** The name for programs and people: {@code rolled-back}. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The step, for a program. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("step", kind.text());
    fields.put("seconds", since.toMillis() / 1e3);
    fields.put("eventTime", eventTime == null ? null : eventTime.toString());
    fields.put("version", version);
    fields.put("why", why);
    fields.putAll(figures);
    return fields;
  }
}
