package io.foreflow.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Where processes wait for connections, as Linux tells of its sockets. */
public final class Listeners {

  private static final String LISTEN = "0A";
  private static final int STATE = 3;
  private static final int INODE = 9;

  private final Set<InetSocketAddress> seen = ConcurrentHashMap.newKeySet();

  /** Looks now, and remembers what was seen before. */
  public void look(ProcessHandle process) {
    try {
      seen.addAll(of(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many sockets were seen, and no other machine can reach one. */
  public void assertOnlyLoopback(int least) {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "a system that lists its sockets");
    assertThat(seen).hasSizeGreaterThanOrEqualTo(least);
    assertThat(seen).allMatch(one -> one.getAddress().isLoopbackAddress());
  }

  private static Set<InetSocketAddress> of(ProcessHandle process) throws IOException {
    Path folder = Path.of("/proc", Long.toString(process.pid()));
    Set<InetSocketAddress> found = new HashSet<>();
    if (Files.isDirectory(folder.resolve("fd"))) {
      Set<String> sockets = sockets(folder.resolve("fd"));
      for (String table : List.of("tcp", "tcp6")) {
        for (String line : Files.readAllLines(folder.resolve("net").resolve(table))) {
          List<String> columns = List.of(line.strip().split("\\s+"));
          if (columns.get(STATE).equals(LISTEN) && sockets.contains(columns.get(INODE))) {
            found.add(address(columns.get(1)));
          }
        }
      }
    }
    return found;
  }

  private static Set<String> sockets(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path descriptor : all.toList()) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (NoSuchFileException e) {
          // Closed since it was listed.
        }
      }
    }
    return inodes;
  }

  /** Words of the address in the machine's order, a colon, the port: all in hexadecimal. */
  private static InetSocketAddress address(String text) throws IOException {
    String[] parts = text.split(":", 2);
    ByteBuffer words =
        ByteBuffer.wrap(HexFormat.of().parseHex(parts[0])).order(ByteOrder.nativeOrder());
    ByteBuffer bytes = ByteBuffer.allocate(words.capacity());
    while (words.hasRemaining()) {
      bytes.putInt(words.getInt());
    }
    return new InetSocketAddress(
        InetAddress.getByAddress(bytes.array()), Integer.parseInt(parts[1], 16));
  }
}
