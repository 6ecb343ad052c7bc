package io.foreflow.console.api;

import io.foreflow.console.again.SeriesAgain;
import io.foreflow.console.server.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Everything that can be asked for, under {@code /api/}. */
public final class ConsoleApi {

  private static final String DESCRIPTION = "/io/foreflow/console/openapi.json";
  private static final String SERIES = "series";
  private static final String LIMIT = "limit";

  private final PipelineView view;
  private final SeriesAnswers series;
  private final QualityAnswers quality;
  private final PipelineAnswers pipeline;

  public ConsoleApi(PipelineView view, SeriesAgain again, Decisions decisions) {
    this.view = view;
    this.series = new SeriesAnswers(view.memory(), again);
    this.quality = new QualityAnswers(view.memory(), again);
    this.pipeline = new PipelineAnswers(view.memory(), decisions);
  }

  public List<Endpoint> endpoints() {
    OverviewAnswer overview = new OverviewAnswer(view);
    byte[] description = description();
    return List.of(
        endpoint("overview", List.of(), query -> overview.json()),
        endpoint(
            SERIES,
            List.of("search", "status", "model", "sort", "descending", "offset", LIMIT),
            series::list),
        endpoint("readings", List.of(SERIES, "from", "to"), series::readings),
        endpoint("cutoffs", List.of(SERIES), series::cutoffs),
        endpoint("forecast", List.of(SERIES, "cutoff", "model", "version"), series::forecast),
        endpoint("spans", List.of(SERIES), series::spans),
        endpoint("scores", List.of(SERIES), quality::scores),
        endpoint("errors", List.of(SERIES), quality::errors),
        endpoint("anomalies", List.of(SERIES, LIMIT), quality::anomalies),
        endpoint("models", List.of(), pipeline::models),
        endpoint("events", List.of(LIMIT, "before"), pipeline::events),
        endpoint("dead-letters", List.of(LIMIT), pipeline::deadLetters),
        endpoint("late-readings", List.of(LIMIT), pipeline::lateReadings),
        endpoint("decisions", List.of(LIMIT), pipeline::decisions),
        endpoint("openapi.json", List.of(), query -> description));
  }

  private static Endpoint endpoint(
      String name, List<String> parameters, Endpoint.Answerer answerer) {
    return new Endpoint("/api/" + name, parameters, answerer);
  }

  private static byte[] description() {
    try (InputStream in = ConsoleApi.class.getResourceAsStream(DESCRIPTION)) {
      if (in == null) {
        throw new IllegalStateException("the class path has no " + DESCRIPTION);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
