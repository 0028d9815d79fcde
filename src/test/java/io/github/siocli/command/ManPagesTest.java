package io.github.siocli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.shell.CommandModels;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ManPagesTest {

    private final Map<String, String> pages = new ManPages("1.2-test").pages();

    @Test
    void describesEveryCommandWithAllItsOptions() {
        for (CommandSpec model : Program.models()) {
            String page = pages.get("sio-" + CommandModels.commandName(model) + ".1");
            for (OptionSpec option : model.options()) {
                for (String name : option.names()) {
                    assertThat(page).contains(name.replace("-", "\\-"));
                }
            }
            assertThat(pages.get("sio.1")).contains("\\fB" + model.name() + "\\fR\n");
        }
        assertThat(pages.get("sio-emit.1"))
                .contains("\n\\fBsio emit\\fR [\\fIOPTIONS\\fR] \\fIURL\\fR [\\fIEVENT\\fR] [\\fIARG\\fR...]\n")
                .contains("\n.TP\n\\fB\\-\\-rate N\\fR\nMaximum number of emissions per second\n")
                .contains("order:create \\(aq{sku: 7}\\(aq \\-\\-ack");
    }

    @Test
    void hasPageForEachTopic() {
        assertThat(pages.get("sio-exit-codes.7"))
                .startsWith(".\\\" Made by sio from its own help.\n"
                        + ".TH SIO\\-EXIT\\-CODES 7 \"\" \"sio 1.2\\-test\" \"Socket.IO debugger\"\n.SH NAME\n"
                        + "sio\\-exit\\-codes \\- Exit codes of sio\n");
    }

    /** A dot or an apostrophe at the beginning of a line would begin a request. */
    @Test
    void beginsNoLineWithRequestByAccident() {
        Pattern request = Pattern.compile("(?m)^[.'](?!\\\\\"|TH |SH |SS |TP$|nf$|fi$|nh$|ad l$)");
        assertThat(pages.values())
                .allSatisfy(page -> assertThat(request.matcher(page).find()).isFalse());
    }
}
