package io.foreflow.console.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.console.memory.PipelineEvent;
import io.foreflow.console.server.ConsoleServer;
import io.foreflow.console.server.ServerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams over real connections. */
class StreamsITCase {

  private final Streams streams = new Streams();
  private final List<Socket> sockets = new ArrayList<>();
  private ConsoleServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        ConsoleServer.start(
            new ServerSettings("127.0.0.1", 0, Optional.empty(), Set.of()),
            List.of(),
            List.of(),
            streams);
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    streams.close();
    server.close();
  }

  private Socket open() throws IOException {
    return open("");
  }

  private Socket open(String query) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    sockets.add(socket);
    socket
        .getOutputStream()
        .write(
            ("GET /api/stream" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static PipelineEvent event(int number, int size) {
    String json = "{\"number\":" + number + ",\"text\":\"" + "x".repeat(size) + "\"}";
    return new PipelineEvent(0, "test", "t", json, null);
  }

  @Test
  void slowReaderIsResetAndGoesOn() throws IOException {
    BufferedReader lines = lines(open());
    assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");

    // Far more than the buffers of both sockets and the queue hold.
    int events = 5000;
    for (int i = 0; i < events; i++) {
      streams.event(event(i, 10_000));
    }
    int read = 0;
    String line = lines.readLine();
    while (!line.equals("event: reset")) {
      read += line.equals("event: event") ? 1 : 0;
      line = lines.readLine();
    }

    assertThat(read).isLessThan(events);
    streams.event(event(events, 1));
    while (!line.contains("\"number\":" + events + ",")) {
      line = lines.readLine();
    }
  }

  @Test
  void oneStreamCarriesSeveralSeries() throws IOException {
    BufferedReader lines = lines(open("?series=a&series=b"));
    assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");

    for (String series : List.of("a", "c", "b")) {
      streams.reading(series, 0, 1, false);
    }

    List<String> came = new ArrayList<>();
    while (came.size() < 2) {
      String line = lines.readLine();
      if (line.startsWith("data: ")) {
        came.add(line.substring("data: ".length(), line.indexOf(',')));
      }
    }
    assertThat(came).containsExactly("{\"series\":\"a\"", "{\"series\":\"b\"");
  }

  @Test
  void boundsTheSeriesOfOneStream() throws IOException {
    String query =
        IntStream.rangeClosed(0, Streams.MOST_SERIES)
            .mapToObj(number -> "series=s" + number)
            .collect(Collectors.joining("&", "?", ""));

    assertThat(lines(open(query)).readLine()).startsWith("HTTP/1.1 400");
  }

  @Test
  void boundsTheNumberOfStreams() throws IOException {
    for (int i = 0; i < Streams.MOST_READERS; i++) {
      assertThat(lines(open()).readLine()).isEqualTo("HTTP/1.1 200 OK");
    }

    assertThat(lines(open()).readLine()).startsWith("HTTP/1.1 503");

    assertThat(streams.readers()).isEqualTo(Streams.MOST_READERS);
  }
}
