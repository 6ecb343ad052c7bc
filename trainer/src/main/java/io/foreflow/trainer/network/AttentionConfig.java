package io.foreflow.trainer.network;

import io.foreflow.options.Problems;

/**
 * The attention of a network to past readings.
 *
 * @param heads number of heads; 0 for no attention
 * @param window number of last readings that it looks at
 * @param patch readings in a patch; readings at the start of the window that fill no patch are
 *     ignored
 */
public record AttentionConfig(int heads, int window, int patch) {

  /** No attention. */
  public static final AttentionConfig NONE = new AttentionConfig(0, 0, 0);

  public AttentionConfig {
    Problems problems = new Problems();
    problems.check(NetworkConfig.ATTENTION, heads);
    if (heads > 0) {
      problems.check(NetworkConfig.ATTENTION_PATCH, patch);
      if (window < 2 * patch) {
        problems.add(
            "attention-window",
            window,
            "must hold 2 patches or more, of attention-patch " + patch + " each");
      }
    }
    problems.throwIfAny();
  }

  /** Whether the network has attention. */
  public boolean isOn() {
    return heads > 0;
  }
}
