package io.foreflow.cli.tail;

import io.foreflow.cli.view.Terminal;
import java.util.List;

/** What the screen shows of the series. */
interface View {

  /** The lines of the screen. Each fits into the terminal, unless it is very small. */
  List<String> frame(SeriesMemory memory, TailStatus status, Terminal.Size size);
}
