package io.foreflow.console.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A stream of server-sent events. */
public interface EventStream {

  String path();

  /** The parameters that a request may have, each of them several times. */
  List<String> parameters();

  /**
   * Admits a reader, or refuses it, before the answer begins.
   *
   * @return what writes to it, in a thread of its own, until the reader leaves
   */
  Reader admit(Query query) throws Refusal;

  /** Writes the events of one reader. */
  interface Reader extends AutoCloseable {

    /** Writes until the stream is closed. */
    void writeTo(OutputStream out) throws IOException, InterruptedException;

    /** Ends it, also when nothing was written. */
    @Override
    void close();
  }
}
