package io.foreflow.console.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;

/** Answers of the API in a few lines of text. */
final class ToolTexts {

  private static final int MOST_LINES = 50;

  private ToolTexts() {}

  private static String lines(JsonNode items, String head, Function<JsonNode, String> line) {
    StringJoiner text = new StringJoiner("\n");
    text.add(head);
    int shown = 0;
    for (JsonNode item : items) {
      if (shown++ == MOST_LINES) {
        text.add("... and " + (items.size() - MOST_LINES) + " more");
        break;
      }
      text.add(line.apply(item));
    }
    return text.toString();
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.4g", value.asDouble()) : "unknown";
  }

  private static String shadow(JsonNode made) {
    return made.path("shadow").asBoolean() ? " (shadow)" : "";
  }

  static String series(JsonNode answer) {
    return lines(
        answer.path("items"),
        "%d of %d series match."
            .formatted(answer.path("matching").asInt(), answer.path("total").asInt()),
        row ->
            "- %s: %s%s%s, last %s at %s, MASE %s, coverage %s of nominal %s, model %s %s"
                .formatted(
                    row.path("series").toString(),
                    row.path("status").asText(),
                    row.path("silent").asBoolean() ? ", silent" : "",
                    row.path("inEpisode").asBoolean() ? ", in an episode" : "",
                    number(row.path("lastValue")),
                    row.path("lastTime").asText(),
                    number(row.path("mase")),
                    number(row.path("coverage")),
                    number(row.path("nominalCoverage")),
                    row.path("model").asText(),
                    row.path("version").asText()));
  }

  static String forecast(JsonNode answer) {
    return lines(
        answer.path("forecasts"),
        "Forecasts of %s from %s."
            .formatted(answer.path("series").toString(), answer.path("cutoff").asText()),
        forecast ->
            "- %s %s%s, %s, a step each %d ms%s. Levels %s. Rows by level: %s"
                .formatted(
                    forecast.path("model").asText(),
                    forecast.path("modelVersion").asText(),
                    shadow(forecast),
                    forecast.path("status").asText(),
                    forecast.path("cadenceMillis").asLong(),
                    forecast.has("stepTimes") ? " at " + forecast.path("stepTimes") : "",
                    forecast.path("levels"),
                    forecast.path("quantiles")));
  }

  static String errors(JsonNode answer) {
    return lines(
        answer.path("models"),
        "Errors of %s by step, beside those of a seasonal naive forecast."
            .formatted(answer.path("series").toString()),
        model ->
            "- %s %s%s: mean absolute errors %s, naive %s, coverage %s of nominal %s"
                .formatted(
                    model.path("model").asText(),
                    model.path("version").asText(),
                    shadow(model),
                    model.path("mae"),
                    model.path("naiveMae"),
                    model.path("coverage"),
                    number(model.path("nominal"))));
  }

  static String anomalies(JsonNode answer) {
    return lines(
        answer.path("items"),
        answer.path("items").size() + " changes of episodes, the newest first.",
        anomaly ->
            "- %s: %s %s at %s, begun at %s, %d readings"
                .formatted(
                    anomaly.path("series").toString(),
                    anomaly.path("kind").asText(),
                    anomaly.path("change").asText(),
                    anomaly.path("time").asText(),
                    anomaly.path("begin").asText(),
                    anomaly.path("readings").asInt()));
  }

  static String models(JsonNode answer) {
    return lines(
        answer.path("items"),
        answer.path("items").size() + " versions of models.",
        model ->
            "- %s %s: %s since %s%s"
                .formatted(
                    model.path("model").asText(),
                    model.path("version").asText(),
                    model.path("state").asText(),
                    model.path("time").asText(),
                    model.path("reason").isNull() ? "" : ", " + model.path("reason").asText()));
  }

  static String events(JsonNode answer) {
    return lines(
        answer.path("items"),
        answer.path("items").size() + " events, the newest first.",
        event -> "- %s %s".formatted(event.path("time").asText(), event.path("text").asText()));
  }

  static String health(JsonNode answer) {
    return lines(
        answer.path("health"),
        "%d series, %s readings and %s forecasts a second."
            .formatted(
                answer.path("series").path("known").asInt(),
                number(answer.path("rates").path("readings")),
                number(answer.path("rates").path("forecasts"))),
        line ->
            "- %s: %s. %s"
                .formatted(
                    line.path("rule").asText(),
                    line.path("state").asText(),
                    line.path("text").asText()));
  }
}
