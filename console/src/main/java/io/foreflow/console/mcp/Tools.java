package io.foreflow.console.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.foreflow.console.mcp.Tool.Argument;
import io.foreflow.console.server.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tools that an assistant has. All of them only read. */
final class Tools {

  private static final Argument SERIES = new Argument("string", "Name of the series.");
  private static final Argument LIMIT =
      new Argument("integer", "How many items at most: 1 to 1000.");

  private final Map<String, Endpoint> endpoints;

  Tools(List<Endpoint> endpoints) {
    this.endpoints =
        endpoints.stream().collect(Collectors.toMap(Endpoint::path, Function.identity()));
  }

  List<Tool> all() {
    return List.of(
        tool(
            "list_series",
            "Lists series with their state, live error and coverage. To find the worst forecast"
                + " ones, sort by mase, descending. MASE above 1: worse than a seasonal naive"
                + " forecast.",
            "series",
            Map.of(
                "search", new Argument("string", "Part of the name."),
                "status",
                    new Argument("string", "One of waiting, warming, ready, silent, episode."),
                "model", new Argument("string", "Name of the model that forecasts them."),
                "sort",
                    new Argument(
                        "string", "One of name, lastTime, lastValue, mase, coverage, status."),
                "descending", new Argument("boolean", "Whether the largest come first."),
                "offset", new Argument("integer", "How many are left out at the beginning."),
                "limit", LIMIT),
            List.of(),
            ToolTexts::series),
        tool(
            "series_forecast",
            "Gives the forecasts of a series from its newest reading, or from an earlier time:"
                + " quantiles by level and step. A shadow is a candidate beside the live model.",
            "forecast",
            Map.of(
                "series",
                SERIES,
                "cutoff",
                new Argument("string", "ISO-8601 time: the newest cutoff that is not after it.")),
            List.of("series"),
            ToolTexts::forecast),
        tool(
            "series_errors",
            "Gives what came of the recent forecasts of a series: error by step, coverage,"
                + " calibration.",
            "errors",
            Map.of("series", SERIES),
            List.of("series"),
            ToolTexts::errors),
        tool(
            "anomalies",
            "Lists episodes of readings that were not forecast, the newest first.",
            "anomalies",
            Map.of("series", SERIES, "limit", LIMIT),
            List.of(),
            ToolTexts::anomalies),
        tool(
            "models",
            "Lists versions of models: in use, announced, refused with the reason, former.",
            "models",
            Map.of(),
            List.of(),
            ToolTexts::models),
        tool(
            "events",
            "Lists events of the pipeline, the newest first.",
            "events",
            Map.of("limit", LIMIT, "before", new Argument("string", "ISO-8601 time before them.")),
            List.of(),
            ToolTexts::events),
        tool(
            "health",
            "Says how the pipeline is: rates, lag, dead letters, silent series, by the rules of its"
                + " alerts.",
            "overview",
            Map.of(),
            List.of(),
            ToolTexts::health));
  }

  private Tool tool(
      String name,
      String description,
      String endpoint,
      Map<String, Argument> arguments,
      List<String> required,
      Function<JsonNode, String> text) {
    Endpoint found = endpoints.get("/api/" + endpoint);
    if (found == null) {
      throw new IllegalStateException("no endpoint " + endpoint);
    }
    return new Tool(name, description, found, arguments, required, text);
  }
}
