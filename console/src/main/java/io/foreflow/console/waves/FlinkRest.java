package io.foreflow.console.waves;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the REST interface of a Flink, as its own web page does. */
final class FlinkRest {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** An answer may come from something that is no Flink. */
  private static final int MOST_BYTES = 4 << 20;

  private static final int OK = 200;

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String address;

  FlinkRest(URI address) {
    this.address = address.toString().replaceAll("/+$", "");
  }

  String address() {
    return address;
  }

  /** The answer to a path that begins with a slash. */
  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).build();
    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != OK) {
        throw new IOException("status " + answer.statusCode() + " for " + path);
      }
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("more than " + MOST_BYTES + " bytes for " + path);
      }
      return mapper.readTree(bytes);
    }
  }
}
