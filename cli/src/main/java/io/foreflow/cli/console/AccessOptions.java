package io.foreflow.cli.console;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.page.ConsoleStart;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.console.server.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where a console listens, and to whom. The token is in a file or in the environment. */
final class AccessOptions {

  private static final String TOKEN = "FOREFLOW_CONSOLE_TOKEN";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Port to listen at; 0 takes a free port. Default: "
              + ConsoleStart.USUAL_PORT
              + ", or a free port with --mcp stdio.")
  private Optional<Integer> port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen at. Other machines can reach it if it is not a loopback address; then"
              + " a token is required. Default: ${DEFAULT-VALUE}.")
  private String bind;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the token that each request needs, of 16 characters or more. Default: the"
              + " environment variable "
              + TOKEN
              + ".")
  private Optional<Path> tokenFile;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "A name of this machine in the addresses that browsers use, beside localhost. May be"
              + " given several times.")
  private Set<String> hosts = new LinkedHashSet<>();

  /**
   * The settings.
   *
   * @param usualPort the port if none is asked for
   */
  ServerSettings settings(int usualPort) {
    Optional<String> token = token();
    if (token.isEmpty() && !isLoopback()) {
      throw CommandFailure.usage(
          ("--bind %s lets other machines in: give a token with --token-file FILE or the"
                  + " environment variable %s")
              .formatted(bind, TOKEN));
    }
    Set<String> names = new LinkedHashSet<>();
    hosts.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    try {
      return new ServerSettings(bind, port.orElse(usualPort), token, names);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--" + e.getMessage());
    }
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw CommandFailure.usage(
          "--bind must be an address of this machine, found '%s'".formatted(bind));
    }
  }

  private Optional<String> token() {
    if (tokenFile.isEmpty()) {
      return Optional.ofNullable(System.getenv(TOKEN)).filter(text -> !text.isBlank());
    }
    Path file = tokenFile.get();
    ArgumentChecks.readable("--token-file", file, "It holds the token.");
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw CommandFailure.usage("--token-file: cannot read %s: %s".formatted(file, e));
    }
  }
}
