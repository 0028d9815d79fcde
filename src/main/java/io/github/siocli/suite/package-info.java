/** Test suites of {@code sio run}: files of lines with tests, their execution, and the reports. */
@NullMarked
package io.github.siocli.suite;

import org.jspecify.annotations.NullMarked;
