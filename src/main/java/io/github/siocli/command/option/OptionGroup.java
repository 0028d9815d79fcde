package io.github.siocli.command.option;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** Some options that belong together, under one heading in the help. */
public interface OptionGroup {

    /** The heading. */
    String title();

    /** The options, in the order in which the help shows them. */
    List<OptionSpec> options();
}
