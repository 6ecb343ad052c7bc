package io.foreflow.trainer.network;

import io.foreflow.options.Problems;

/**
 * How a network attends to the past.
 *
 * @param heads how many patches it asks for at once; 0 for no attention
 * @param window how many of the last readings it looks at
 * @param patch readings in a patch; a rest of the window that fills none is left out
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

  /** Whether there is any. */
  public boolean isOn() {
    return heads > 0;
  }
}
