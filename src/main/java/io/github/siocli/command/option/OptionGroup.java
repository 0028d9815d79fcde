package io.github.siocli.command.option;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** Group of options under one heading of the help. */
public interface OptionGroup {

    /** Returns the heading. */
    String title();

    /** Returns the options in the order of the help. */
    List<OptionSpec> options();

    /** The help topic that explains these options for all commands; empty if they belong to one command. */
    default String topic() {
        return "";
    }
}
