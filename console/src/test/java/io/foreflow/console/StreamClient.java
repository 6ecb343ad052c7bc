package io.foreflow.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A reader of a console's stream. */
final class StreamClient implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader lines;

  private StreamClient(Socket socket) throws IOException {
    this.socket = socket;
    this.lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Opens the stream with a query. What comes from now on is in it. */
  static StreamClient open(Console console, String query) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port());
      socket
          .getOutputStream()
          .write(
              ("GET /api/stream" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      StreamClient client = new StreamClient(socket);
      String status = client.lines.readLine();
      if (!status.startsWith("HTTP/1.1 200")) {
        throw new AssertionError(status);
      }
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data of the next event of a name. */
  String next(String event) {
    try {
      String line = lines.readLine();
      while (!line.equals("event: " + event)) {
        if (line.equals("event: reset")) {
          throw new AssertionError("events were dropped");
        }
        line = lines.readLine();
      }
      return lines.readLine().substring("data: ".length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
