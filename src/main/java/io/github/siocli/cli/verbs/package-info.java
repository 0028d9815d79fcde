/** The verbs of the tool's language, one class each: the same at the prompt, in a script and, for {@code emit}, in a shell. */
package io.github.siocli.cli.verbs;
