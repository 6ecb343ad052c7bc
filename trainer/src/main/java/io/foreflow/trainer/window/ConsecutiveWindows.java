package io.foreflow.trainer.window;

import io.foreflow.trainer.random.RandomOrder;
import io.foreflow.trainer.random.SeededRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Consecutive windows. Each row of the batch is a lane that goes through a piece of a series,
 * window by window, and then takes the next piece. The state is carried from one window of a piece
 * to the next. So a window's first slot knows what came before it, although gradients end there.
 *
 * <p>A piece is a whole series if there are as many series as lanes. Fewer series are cut into
 * pieces, so that the lanes share an epoch's windows evenly. The cuts differ from epoch to epoch.
 */
final class ConsecutiveWindows implements WindowSource {

  private final List<LearningSpan> spans;
  private final WindowConfig config;
  private final long seed;
  private final int windowsInPiece;
  private final Lane[] lanes;
  private final Queue<Piece> waiting = new ArrayDeque<>();
  private long epochs;

  /** A piece of a span, from {@code start} to {@code end}. */
  private record Piece(LearningSpan span, int start, int end) {}

  /** The position of a row. Its next window starts at {@code slot}. */
  private record Lane(Piece piece, int slot) {

    boolean isAtItsEnd() {
      return slot >= piece.end();
    }
  }

  ConsecutiveWindows(List<LearningSpan> spans, WindowConfig config, long seed) {
    this.spans =
        spans.stream()
            .filter(span -> span.fromZero(0, Math.max(1, span.end()), 0).teaches())
            .toList();
    this.config = config;
    this.seed = seed;
    if (this.spans.isEmpty()) {
      throw WindowSource.tooShort();
    }
    int windows = this.spans.stream().mapToInt(span -> windowsIn(span.end())).sum();
    windowsInPiece = (windows + config.batch() - 1) / config.batch();
    lanes = new Lane[config.batch()];
  }

  private int windowsIn(int slots) {
    return (slots + config.length() - 1) / config.length();
  }

  @Override
  public List<Window> next() {
    List<Window> windows = new ArrayList<>(config.batch());
    for (int row = 0; row < config.batch(); row++) {
      Lane lane = lanes[row];
      if (lane == null || lane.isAtItsEnd()) {
        Piece piece = nextPiece();
        lane = new Lane(piece, piece.start());
      }
      windows.add(window(lane));
      lanes[row] = new Lane(lane.piece(), lane.slot() + config.length());
    }
    return windows;
  }

  private Window window(Lane lane) {
    Piece piece = lane.piece();
    int length = Math.min(config.length(), piece.end() - lane.slot());
    if (lane.slot() == piece.start()) {
      return piece.span().fromZero(lane.slot(), length, config.burnIn());
    }
    int warmFrom = piece.start() == 0 ? 0 : piece.start() + config.burnIn();
    return piece.span().goingOn(lane.slot(), length, warmFrom);
  }

  private Piece nextPiece() {
    if (waiting.isEmpty()) {
      waiting.addAll(epoch(SeededRandom.of(seed, SeededRandom.Purpose.EPOCH, epochs++)));
    }
    return waiting.remove();
  }

  private List<Piece> epoch(SplittableRandom random) {
    List<Piece> pieces = new ArrayList<>();
    int longest = windowsInPiece * config.length();
    for (LearningSpan span : spans) {
      // The cuts vary, so that no slot is always at the start of a window. The slots before the
      // first origin may be left out, and a shift by less than a window costs little.
      int slack = Math.min(config.length(), span.end() / 2);
      int start = random.nextBoolean() ? 0 : random.nextInt(slack + 1);
      while (start < span.end()) {
        int end = Math.min(span.end(), start + longest);
        if (span.fromZero(start, end - start, config.burnIn()).teaches()) {
          pieces.add(new Piece(span, start, end));
        }
        start = end;
      }
    }
    RandomOrder.of(pieces, random);
    return pieces;
  }
}
