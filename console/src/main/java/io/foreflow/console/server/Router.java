package io.foreflow.console.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks each request and passes it on to what it asks for. */
final class Router implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final int LONGEST_BODY = 1 << 20;

  private final Access access;
  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final Map<String, PostEndpoint> posts = new HashMap<>();
  private final EventStream stream;
  private final StaticFiles files = new StaticFiles();

  Router(
      ServerSettings settings,
      List<Endpoint> endpoints,
      List<PostEndpoint> posts,
      EventStream stream) {
    this.access = new Access(settings);
    endpoints.forEach(endpoint -> this.endpoints.put(endpoint.path(), endpoint));
    posts.forEach(post -> this.posts.put(post.path(), post));
    this.stream = stream;
  }

  @Override
  public void handle(HttpExchange exchange) {
    boolean streams = false;
    try {
      Reply.secure(exchange);
      streams = answer(exchange);
    } catch (Refusal refusal) {
      tryTo(() -> Reply.refusal(exchange, refusal));
    } catch (IOException e) {
      // The asker is gone.
    } catch (RuntimeException e) {
      LOG.warn("a request failed: {}", exchange.getRequestURI().getRawPath(), e);
      tryTo(
          () ->
              Reply.refusal(
                  exchange, Refusal.of(500, "request", "a failure", "see the log of the console")));
    } finally {
      if (!streams) {
        exchange.close();
      }
    }
  }

  /** An attempt to write to somebody who may be gone. */
  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }

  private static void tryTo(Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException e) {
      LOG.debug("an answer could not be written", e);
    }
  }

  /** Answers a request; true if a stream has begun, which ends later. */
  private boolean answer(HttpExchange exchange) throws IOException, Refusal {
    access.checkHost(exchange.getRequestHeaders());
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (access.needsToken() && path.equals("/") && takesToken(exchange)) {
      return false;
    }
    if (!access.isAllowed(exchange)) {
      refuseWithoutToken(exchange, path);
      return false;
    }
    PostEndpoint post = posts.get(path);
    if (post != null) {
      post(exchange, post, method);
      return false;
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      throw Refusal.of(405, "method", method, "GET or HEAD");
    }
    if (path.equals(stream.path())) {
      return stream(exchange);
    }
    Endpoint endpoint = endpoints.get(path);
    if (endpoint != null) {
      Query query = Query.parse(exchange.getRequestURI().getRawQuery(), endpoint.parameters());
      Reply.json(exchange, 200, endpoint.answerer().answer(query));
    } else {
      file(exchange, path);
    }
    return false;
  }

  private boolean takesToken(HttpExchange exchange) throws IOException, Refusal {
    String query = exchange.getRequestURI().getRawQuery();
    if (query == null || !query.startsWith("token=")) {
      return false;
    }
    String given = Query.parse(query, List.of("token")).text("token").orElse("");
    if (!access.isToken(given)) {
      throw Refusal.of(401, "token", "another one", "the console's token");
    }
    exchange.getResponseHeaders().set("Set-Cookie", access.cookie());
    exchange.getResponseHeaders().set("Location", "/");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    Reply.empty(exchange, 303);
    return true;
  }

  private static void refuseWithoutToken(HttpExchange exchange, String path)
      throws IOException, Refusal {
    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    if (path.equals("/")) {
      Reply.send(exchange, 401, "text/plain; charset=utf-8", StaticFiles.tokenNeeded());
      return;
    }
    throw Refusal.of(401, "token", "none, or another one", "Authorization: Bearer TOKEN");
  }

  private static void post(HttpExchange exchange, PostEndpoint post, String method)
      throws IOException, Refusal {
    if (!method.equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      throw Refusal.of(405, "method", method, "POST");
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      throw Refusal.of(415, "Content-Type", String.valueOf(type), "application/json");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      throw Refusal.of(413, "body", "more", "up to " + LONGEST_BODY + " bytes");
    }
    Optional<byte[]> answer = post.answerer().answer(body);
    if (answer.isPresent()) {
      Reply.json(exchange, 200, answer.get());
    } else {
      Reply.empty(exchange, 202);
    }
  }

  private void file(HttpExchange exchange, String path) throws IOException, Refusal {
    StaticFiles.StaticFile file =
        files
            .find(path)
            .orElseThrow(
                () -> Refusal.of(404, "path", path, "a path of /api/openapi.json, or the page"));
    exchange.getResponseHeaders().set("ETag", file.etag());
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    if (file.etag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      Reply.empty(exchange, 304);
    } else {
      Reply.send(exchange, 200, file.type(), file.bytes());
    }
  }

  /** Begins a stream in a thread of its own: else a few readers would take all threads. */
  private boolean stream(HttpExchange exchange) throws IOException, Refusal {
    Query query = Query.parseSeveral(exchange.getRequestURI().getRawQuery(), stream.parameters());
    if (exchange.getRequestMethod().equals("HEAD")) {
      Reply.empty(exchange, 200);
      return false;
    }
    EventStream.Reader reader = stream.admit(query);
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, 0);
      Thread thread = new Thread(() -> write(exchange, reader), "console-stream");
      thread.setDaemon(true);
      thread.start();
      return true;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      reader.close();
      throw e;
    }
  }

  private static void write(HttpExchange exchange, EventStream.Reader reader) {
    try (reader) {
      reader.writeTo(exchange.getResponseBody());
    } catch (IOException e) {
      LOG.debug("a reader of the stream is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }
}
