@NullMarked
package io.foreflow.evaluation.report;

import org.jspecify.annotations.NullMarked;
