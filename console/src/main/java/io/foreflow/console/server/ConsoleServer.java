package io.foreflow.console.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's HTTP server with the console's answers. */
public final class ConsoleServer implements AutoCloseable {

  private static final int THREADS = 32;
  private static final int BACKLOG = 128;

  static {
    // Before the first class of the server loads, which reads them.
    set("sun.net.httpserver.nodelay", "true");
    set("sun.net.httpserver.maxReqHeaders", "64");
    set("sun.net.httpserver.maxReqHeaderSize", "32768");
    set("sun.net.httpserver.maxReqTime", "30");
    set("jdk.httpserver.maxConnections", "512");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private ConsoleServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Starts a server.
   *
   * @throws java.net.BindException if the port is taken
   */
  public static ConsoleServer start(
      ServerSettings settings,
      List<Endpoint> endpoints,
      List<PostEndpoint> posts,
      EventStream stream)
      throws IOException {
    InetAddress address = InetAddress.getByName(settings.bind());
    if (!address.isLoopbackAddress() && settings.token().isEmpty()) {
      throw new IllegalArgumentException(
          "bind: found %s without a token, allowed: a loopback address, or a token"
              .formatted(settings.bind()));
    }
    HttpServer server = HttpServer.create(new InetSocketAddress(address, settings.port()), BACKLOG);
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "console-http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", new Router(settings, endpoints, posts, stream));
    server.start();
    return new ConsoleServer(server, threads);
  }

  /** The port that it listens at. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
