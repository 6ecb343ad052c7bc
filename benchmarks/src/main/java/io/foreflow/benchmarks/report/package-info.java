/** What all benchmarks share: variants measured in turn, and a report of what was found where. */
@NullMarked
package io.foreflow.benchmarks.report;

import org.jspecify.annotations.NullMarked;
