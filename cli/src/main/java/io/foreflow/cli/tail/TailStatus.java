package io.foreflow.cli.tail;

import java.util.List;

/**
 * What a frame says beside the series.
 *
 * @param place the topic and its broker
 * @param nowMillis the time, in epoch milliseconds
 * @param skipped how many records were not shown and why, a line for each reason
 */
record TailStatus(String place, long nowMillis, List<String> skipped) {
  TailStatus {
    skipped = List.copyOf(skipped);
  }
}
