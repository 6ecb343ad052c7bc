package io.foreflow.job.state;

/** A series' state in a layout that this release does not know. */
public final class UnknownStateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownStateException(String message) {
    super(message);
  }

  UnknownStateException(byte[] state) {
    super(
        state.length < SeriesState.HEADER_BYTES
            ? "Found a series state of "
                + state.length
                + " bytes, shorter than its header of "
                + SeriesState.HEADER_BYTES
                + "; the savepoint was not written by this job"
            : "Found a series state of format version "
                + state[0]
                + ", this release reads versions "
                + SeriesState.WITHOUT_MEMORIES
                + " and "
                + SeriesState.WITH_MEMORIES
                + "; restore the savepoint with the release that wrote it or a later one");
  }
}
