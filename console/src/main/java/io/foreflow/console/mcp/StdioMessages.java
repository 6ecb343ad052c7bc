package io.foreflow.console.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Messages of the Model Context Protocol over standard input and output: one on each line. */
public final class StdioMessages {

  private static final int LONGEST = 1 << 20;

  private StdioMessages() {}

  /** Answers until the input ends. */
  public static void serve(McpServer server, InputStream in, OutputStream out) throws IOException {
    InputStream buffered = new BufferedInputStream(in);
    Optional<byte[]> line = readLine(buffered);
    while (line.isPresent()) {
      if (line.get().length > 0) {
        Optional<byte[]> answer = server.answer(line.get());
        if (answer.isPresent()) {
          out.write(answer.get());
          out.write('\n');
          out.flush();
        }
      }
      line = readLine(buffered);
    }
  }

  /** A line without its end; what is longer than allowed is cut, and is then no JSON. */
  private static Optional<byte[]> readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n') {
      if (line.size() < LONGEST && next != '\r') {
        line.write(next);
      }
      next = in.read();
    }
    return Optional.of(line.toByteArray());
  }
}
