/** Trading calendars: when a market is open, and the slots in which it is. */
@NullMarked
package io.foreflow.calendar;

import org.jspecify.annotations.NullMarked;
