package io.foreflow.manifest;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a manifest, so that its author sees all problems at once. */
final class ManifestProblems {
  private final List<ManifestException.Problem> all = new ArrayList<>();

  void add(String path, Object found, String allowed) {
    all.add(new ManifestException.Problem(path, String.valueOf(found), allowed));
  }

  /** Adds a problem unless the rule holds. */
  ManifestProblems require(boolean holds, String path, Object found, String allowed) {
    if (!holds) {
      add(path, found, allowed);
    }
    return this;
  }

  /** Adds the problems of the part at a path. */
  void addAll(String path, ManifestException part) {
    for (ManifestException.Problem problem : part.problems()) {
      String joined = join(path, problem.path());
      all.add(new ManifestException.Problem(joined, problem.found(), problem.allowed()));
    }
  }

  private static String join(String outer, String inner) {
    boolean adjacent = outer.isEmpty() || inner.isEmpty() || inner.startsWith("[");
    return adjacent ? outer + inner : outer + '.' + inner;
  }

  int count() {
    return all.size();
  }

  void throwIfAny() {
    if (!all.isEmpty()) {
      throw new ManifestException(all);
    }
  }
}
