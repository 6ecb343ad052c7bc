package io.foreflow.job.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of model files in this process. */
public final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();

  /** What a server does with a request. */
  public interface Answer {
    void to(HttpExchange request) throws IOException, InterruptedException;
  }

  /** On a free port. */
  public FileServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange request) throws IOException {
    requests.incrementAndGet();
    Answer answer = answers.get(request.getRequestURI().getPath());
    try (request) {
      if (answer == null) {
        request.sendResponseHeaders(404, -1);
      } else {
        answer.to(request);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Serves a file and returns its URI. */
  public String serve(String path, byte[] file) {
    return answer(
        path,
        request -> {
          request.sendResponseHeaders(200, file.length);
          request.getResponseBody().write(file);
        });
  }

  /** Answers in a way of its own, and returns the URI. */
  public String answer(String path, Answer answer) {
    answers.put(path, answer);
    return uri(path);
  }

  /** The URI of a path, whether there is something or not. */
  public String uri(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  /** How many requests came. */
  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
